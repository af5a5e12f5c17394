-- What a member alone sees: muted, and marked as unread from there. Each change takes the next number of one sequence, and so does
-- each new membership: whoever comes back after having left begins above what their devices may still hold.
create sequence own_revisions;
alter table conversation_members
  add column muted boolean not null default false,
  add column unread_from bigint,
  add column own_rev bigint not null default 0;
alter table conversation_members alter column own_rev set default nextval('own_revisions');
