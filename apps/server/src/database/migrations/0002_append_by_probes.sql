-- The same rules as before (see 0001), at a cost that does not grow with history: whatever is looked up for a send is one probe of
-- one index. A join leaves that choice to the planner, which may read all of a sender's messages to find one.
create or replace function append_messages(
  p_ids uuid[], p_conversations uuid[], p_senders uuid[], p_client_msg_ids uuid[], p_bodies text[]
) returns table (
  ord bigint, outcome text, message_id uuid, seq bigint, rev bigint, created_at timestamptz, sender_name text, sender_avatar text
)
language plpgsql volatile set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  perform 1 from conversations c where c.id = any (p_conversations) order by c.id for no key update;

  return query
  with judged as materialized (
    select s.ord, s.id, s.conversation_id, s.sender_id, s.client_msg_id, s.body, d.digest,
           m.is_member is not null as is_member, u.name as sender_name, u.avatar_url as sender_avatar,
           e.id as old_id, e.seq as old_seq, e.sent_rev as old_rev, e.created_at as old_created_at,
           e.conversation_id = s.conversation_id and e.body_digest = d.digest as is_repeat,
           row_number() over (
             partition by s.sender_id, s.client_msg_id, m.is_member order by s.ord
           ) as attempt
    from unnest(p_ids, p_conversations, p_senders, p_client_msg_ids, p_bodies)
      with ordinality as s (id, conversation_id, sender_id, client_msg_id, body, ord)
    cross join lateral (select sha256(convert_to(s.body, 'UTF8')) as digest offset 0) d
    left join lateral (
      select true as is_member from conversation_members m
      where m.conversation_id = s.conversation_id and m.user_id = s.sender_id limit 1
    ) m on true
    left join lateral (select u.name, u.avatar_url from users u where u.id = s.sender_id limit 1) u on true
    left join lateral (
      select e.id, e.conversation_id, e.seq, e.sent_rev, e.created_at, e.body_digest from messages e
      where e.sender_id = s.sender_id and e.client_msg_id = s.client_msg_id limit 1
    ) e on true
  ),
  fresh as materialized (
    select j.*, clock_timestamp() as at, c.last_seq + j.place as seq, c.last_rev + j.place as rev
    from (
      select j.*, row_number() over (partition by j.conversation_id order by j.ord) as place
      from judged j where j.is_member and j.old_id is null and j.attempt = 1
    ) j
    cross join lateral (select c.last_seq, c.last_rev from conversations c where c.id = j.conversation_id limit 1) c
  ),
  stored as (
    insert into messages (id, conversation_id, sender_id, client_msg_id, body, body_digest, seq, rev, sent_rev, created_at)
    select f.id, f.conversation_id, f.sender_id, f.client_msg_id, f.body, f.digest, f.seq, f.rev, f.rev, f.at
    from fresh f
    -- One order for all, so that two commits with the same ids wait for each other instead of deadlocking.
    order by f.sender_id, f.client_msg_id
  ),
  counted as (
    update conversations c
    set last_seq = n.seq, last_rev = n.rev, updated_at = n.at
    from (select f.conversation_id, max(f.seq) as seq, max(f.rev) as rev, max(f.at) as at from fresh f group by 1) n
    where c.id = n.conversation_id
  ),
  marked as (
    update conversation_members m
    set last_read_seq = greatest(m.last_read_seq, s.seq), last_seen_at = s.at, last_seen_msg_id = s.id
    from (
      select distinct on (f.conversation_id, f.sender_id) f.conversation_id, f.sender_id, f.seq, f.id, f.at
      from fresh f order by f.conversation_id, f.sender_id, f.seq desc
    ) s
    where m.conversation_id = s.conversation_id and m.user_id = s.sender_id
  )
  select j.ord,
         case
           when not j.is_member then 'not_found'
           when j.old_id is not null then case when j.is_repeat then 'repeated' else 'conflict' end
           when j.attempt = 1 then 'stored'
           when f.conversation_id = j.conversation_id and f.digest = j.digest then 'repeated'
           else 'conflict'
         end,
         coalesce(j.old_id, f.id), coalesce(j.old_seq, f.seq), coalesce(j.old_rev, f.rev),
         coalesce(j.old_created_at, f.at), j.sender_name, j.sender_avatar
  from judged j
  left join fresh f on f.sender_id = j.sender_id and f.client_msg_id = j.client_msg_id
  order by j.ord;
end $$;
