-- People. An account is keyed by issuer and subject (identities), never by e-mail address.
create table users (
  id uuid primary key,
  email text not null,
  name text not null,
  avatar_url text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index users_email on users (lower(email));

create table identities (
  issuer text not null,
  subject text not null,
  user_id uuid not null references users (id),
  created_at timestamptz not null default now(),
  last_sign_in_at timestamptz not null default now(),
  primary key (issuer, subject)
);
create index identities_user on identities (user_id);

create table sessions (
  id uuid primary key,
  user_id uuid not null references users (id),
  device text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index sessions_user on sessions (user_id);
-- Finds whatever ended lately, by expiry or by revocation.
create index sessions_expires_at on sessions (expires_at);

-- The two counters live on the conversation's row and are taken under its lock. No index on them and room in the page,
-- so that the update stays heap-only.
create table conversations (
  id uuid primary key,
  type text not null check (type in ('dm', 'group')),
  title text,
  -- Made of the two members' ids, so that two people have one direct message however they race.
  dm_key text unique,
  member_count integer not null,
  last_seq bigint not null default 0,
  last_rev bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((type = 'dm') = (dm_key is not null)),
  check ((type = 'group') = (title is not null))
) with (fillfactor = 70);

create table conversation_members (
  conversation_id uuid not null references conversations (id),
  user_id uuid not null references users (id),
  role text not null default 'member' check (role in ('owner', 'admin', 'member')),
  joined_at timestamptz not null default now(),
  last_read_seq bigint not null default 0,
  last_seen_at timestamptz,
  last_seen_msg_id uuid,
  primary key (conversation_id, user_id)
) with (fillfactor = 80);
create index conversation_members_user on conversation_members (user_id);

create table messages (
  id uuid primary key,
  conversation_id uuid not null references conversations (id),
  sender_id uuid not null references users (id),
  client_msg_id uuid not null,
  kind text not null default 'text' check (kind in ('text', 'system')),
  body text not null,
  -- Of the body as first sent: a repeat must carry the same one, also after an edit or a deletion.
  body_digest bytea not null,
  system jsonb,
  seq bigint not null,
  rev bigint not null,
  -- The revision at which it was sent: what a repeat is answered with.
  sent_rev bigint not null,
  created_at timestamptz not null,
  edited_at timestamptz,
  deleted_at timestamptz,
  unique (conversation_id, seq),
  unique (conversation_id, rev),
  unique (sender_id, client_msg_id),
  check ((kind = 'system') = (system is not null))
);

-- One row. The epoch changes when history may have gone back (a restore), so that clients drop what they hold.
create table server_state (
  singleton boolean primary key default true check (singleton),
  epoch uuid not null default gen_random_uuid()
);
insert into server_state default values;

-- The one way in for messages. Each send is judged for itself and answered with an outcome; all fresh ones are numbered
-- and stored together. Results come in the order of the arguments.
--
-- Locking comes in a statement of its own: the next one sees everything committed while this one waited.
-- Plans are made once per connection, maybe while the tables are still empty: without sequential scans they stay good.
create function append_messages(
  p_ids uuid[], p_conversations uuid[], p_senders uuid[], p_client_msg_ids uuid[], p_bodies text[]
) returns table (
  ord bigint, outcome text, message_id uuid, seq bigint, rev bigint, created_at timestamptz, sender_name text, sender_avatar text
)
language plpgsql volatile set enable_seqscan = off as $$
#variable_conflict use_column
begin
  perform 1 from conversations c where c.id = any (p_conversations) order by c.id for no key update;

  return query
  with sends as (
    select s.ord, s.id, s.conversation_id, s.sender_id, s.client_msg_id, s.body,
           sha256(convert_to(s.body, 'UTF8')) as digest
    from unnest(p_ids, p_conversations, p_senders, p_client_msg_ids, p_bodies)
      with ordinality as s (id, conversation_id, sender_id, client_msg_id, body, ord)
  ),
  judged as (
    select s.*, u.name as sender_name, u.avatar_url as sender_avatar,
           m.user_id is not null as is_member,
           row_number() over (
             partition by s.sender_id, s.client_msg_id, m.user_id is not null order by s.ord
           ) as attempt,
           e.id as old_id, e.seq as old_seq, e.sent_rev as old_rev, e.created_at as old_created_at,
           e.conversation_id = s.conversation_id and e.body_digest = s.digest as is_repeat
    from sends s
    left join conversation_members m on m.conversation_id = s.conversation_id and m.user_id = s.sender_id
    left join users u on u.id = s.sender_id
    left join messages e on e.sender_id = s.sender_id and e.client_msg_id = s.client_msg_id
  ),
  fresh as (
    select j.*, clock_timestamp() as at,
           row_number() over (partition by j.conversation_id order by j.ord) as place
    from judged j where j.is_member and j.old_id is null and j.attempt = 1
  ),
  stored as (
    insert into messages as i (id, conversation_id, sender_id, client_msg_id, body, body_digest, seq, rev, sent_rev, created_at)
    select f.id, f.conversation_id, f.sender_id, f.client_msg_id, f.body, f.digest,
           c.last_seq + f.place, c.last_rev + f.place, c.last_rev + f.place, f.at
    from fresh f join conversations c on c.id = f.conversation_id
    -- One order for all, so that two commits with the same ids wait for each other instead of deadlocking.
    order by f.sender_id, f.client_msg_id
    returning i.id, i.conversation_id, i.sender_id, i.client_msg_id, i.body_digest, i.seq, i.rev, i.created_at
  ),
  counted as (
    update conversations c
    set last_seq = c.last_seq + n.count, last_rev = c.last_rev + n.count, updated_at = n.at
    from (select f.conversation_id, count(*) as count, max(f.at) as at from fresh f group by 1) n
    where c.id = n.conversation_id
  ),
  marked as (
    update conversation_members m
    set last_read_seq = greatest(m.last_read_seq, s.seq), last_seen_at = s.created_at, last_seen_msg_id = s.id
    from (
      select distinct on (conversation_id, sender_id) conversation_id, sender_id, seq, id, created_at
      from stored order by conversation_id, sender_id, seq desc
    ) s
    where m.conversation_id = s.conversation_id and m.user_id = s.sender_id
  )
  select j.ord,
         case
           when not j.is_member then 'not_found'
           when j.old_id is not null then case when j.is_repeat then 'repeated' else 'conflict' end
           when s.id = j.id then 'stored'
           when s.conversation_id = j.conversation_id and s.body_digest = j.digest then 'repeated'
           when s.id is null then 'not_found'
           else 'conflict'
         end,
         coalesce(j.old_id, s.id), coalesce(j.old_seq, s.seq), coalesce(j.old_rev, s.rev),
         coalesce(j.old_created_at, s.created_at), j.sender_name, j.sender_avatar
  from judged j
  left join stored s on s.sender_id = j.sender_id and s.client_msg_id = j.client_msg_id
  order by j.ord;
end $$;
