-- Set: the account's person is not let in. Null on every account there is; servers that do not know it go on as before.
alter table users add column disabled_at timestamptz;
