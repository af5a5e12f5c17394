/** What the pages show, held against the database: the unread are counted anew, by SQL that the server does not use. */
import type { Page } from "@playwright/test";
import { sql } from "kysely";
import type { Stage } from "./stage.ts";

interface Shown {
  title: string;
  opened: string | null;
  composed: string | null;
  rows: { id: string; notes: string[]; text: string }[];
}

interface Counted {
  id: string;
  unread: number;
  marked: boolean;
  muted: boolean;
  read: number;
  last: number;
}

/** Sentences; none when everything agrees. */
export async function differencesOf(stage: Stage): Promise<string[]> {
  const counted = await countAnew(stage);
  const found = await findSent(stage);
  const perPage = await Promise.all(
    stage.devices.flatMap(({ pages, drafts }, device) =>
      pages.map(async (page, tab) => {
        const differences = pageDifferences(await shownOn(page), counted, drafts);
        return differences.map((sentence) => `device ${device + 1} tab ${tab + 1}: ${sentence}`);
      }),
    ),
  );
  const markers = counted.filter(({ read, last }) => read < 0 || read > last).map(({ id }) => `marker of ${id}`);
  return [...found, ...markers, ...perPage.flat()];
}

async function countAnew({ world, adaId }: Stage): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select m.conversation_id as id, m.muted, m.unread_from is not null as marked, m.last_read_seq::int as read,
      max(x.seq)::int as last,
      count(*) filter (
        where x.kind = 'text' and x.deleted_at is null and x.sender_id <> ${adaId}
          and (x.seq > m.last_read_seq or x.seq >= m.unread_from)
      )::int as unread
    from conversation_members m join messages x on x.conversation_id = m.conversation_id
    where m.user_id = ${adaId} group by m.conversation_id, m.user_id`.execute(world.database.db);
  return rows;
}

async function findSent({ world, adaId, sent }: Stage): Promise<string[]> {
  const { rows } = await sql<{ body: string; count: number }>`
    select body, count(*)::int as count from messages
    where sender_id = ${adaId} and kind = 'text' group by body`.execute(world.database.db);
  const times = new Map(rows.map(({ body, count }) => [body, count]));
  const extra = rows.filter(({ body }) => !sent.includes(body)).map(({ body }) => `"${body}" was never sent`);
  return [
    ...extra,
    ...sent.filter((body) => times.get(body) !== 1).map((body) => `"${body}": ${times.get(body)} times`),
  ];
}

function pageDifferences(shown: Shown, counted: readonly Counted[], drafts: ReadonlyMap<string, string>): string[] {
  const differences: string[] = [];
  const say = (what: string, actual: unknown, expected: unknown) => {
    if (actual !== expected) differences.push(`${what}: shows ${actual}, should be ${expected}`);
  };
  const total = counted.reduce((sum, { muted, unread }) => sum + (muted ? 0 : unread), 0);
  say("title", shown.title, total === 0 ? "oschat" : `(${total > 99 ? "99+" : total}) oschat`);
  say("rows", shown.rows.length, counted.length);
  for (const { id, unread, marked, muted } of counted) {
    const row = shown.rows.find((other) => other.id === id);
    const count = unread > 99 ? "99+ unread" : `${unread} unread`;
    const expected = unread > 0 ? count : marked ? "marked as unread" : undefined;
    say(
      `unread of ${id}`,
      row?.notes.find((note) => note.endsWith("unread")),
      expected,
    );
    say(`muted of ${id}`, row?.notes.includes("Muted"), muted);
    const draft = shown.opened === id ? shown.composed : (/Draft: (draft-\d+\.)/.exec(row?.text ?? "")?.[1] ?? "");
    say(`draft of ${id}`, draft, drafts.get(id) ?? "");
  }
  return differences;
}

function shownOn(page: Page): Promise<Shown> {
  return page.evaluate(() => ({
    title: document.title,
    opened: new URLSearchParams(location.search).get("c"),
    composed: document.querySelector<HTMLTextAreaElement>('textarea[aria-label^="Message "]')?.value ?? null,
    rows: Array.from(document.querySelectorAll<HTMLElement>("nav a[data-conversation-id]"), (row) => ({
      id: row.dataset.conversationId ?? "",
      notes: Array.from(row.querySelectorAll(".sr-only"), (note) => note.textContent ?? ""),
      text: row.textContent ?? "",
    })),
  }));
}
