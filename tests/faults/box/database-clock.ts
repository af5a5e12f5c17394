/** Time inside the database: waits before a commit, and one time for all messages. */
import type { Query } from "./database-query.ts";

/** A random wait of up to so many milliseconds in each transaction that inserts messages, before it commits; 0: none. */
export async function slowCommits(query: Query, milliseconds: number): Promise<void> {
  await query("drop trigger if exists faults_slow_commits on messages");
  if (milliseconds === 0) return;
  await query(`
    create or replace function faults_slow_commits() returns trigger language plpgsql as $$
    begin
      if current_setting('faults.waited', true) is distinct from pg_current_xact_id()::text then
        perform set_config('faults.waited', pg_current_xact_id()::text, true);
        perform pg_sleep(random() * ${milliseconds} / 1000);
      end if;
      return null;
    end $$`);
  await query(`
    create constraint trigger faults_slow_commits after insert on messages
    deferrable initially deferred for each row execute function faults_slow_commits()`);
}

const CLOCK = "clock_timestamp()";

/** All new messages get this time: what is stored, and what `append_messages` answers. Null: the right one. */
export async function freezeTime(query: Query, at: Date | null): Promise<void> {
  await query("drop trigger if exists faults_freeze_time on messages");
  const [append] = await query<{ definition: string }>(
    "select pg_get_functiondef('append_messages'::regproc) as definition",
  );
  const definition = append?.definition ?? "";
  const frozen = /'[^']*'::timestamptz \/\* frozen \*\//g;
  const right = definition.replaceAll(frozen, CLOCK);
  const wanted = at === null ? right : right.replaceAll(CLOCK, `'${at.toISOString()}'::timestamptz /* frozen */`);
  if (wanted !== definition) await query(wanted);
  if (at === null) return;
  await query(`
    create or replace function faults_freeze_time() returns trigger language plpgsql as $$
    begin
      new.created_at = '${at.toISOString()}';
      return new;
    end $$`);
  await query(`
    create trigger faults_freeze_time before insert on messages for each row execute function faults_freeze_time()`);
}
