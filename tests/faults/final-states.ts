/** What everybody sees in the end: every engine, everyone over REST, and the database itself. */
import type { ConversationList, HistoryPage } from "@oschat/protocol";
import { requestJson } from "@oschat/test-kit";
import type { Box } from "./box/box.ts";
import { seen } from "./devices/seen.ts";
import type { FinalStates, FinalView, SeenMessage } from "./history/entry.ts";
import type { Cast, CastPerson } from "./load/cast.ts";

const PAGE = 100;

/** @param isOut devices that are signed out or dead, and have nothing to say */
export async function readFinalStates(box: Box, cast: Cast, isOut: (device: string) => boolean): Promise<FinalStates> {
  const devices: FinalStates["devices"] = [];
  for (const { info, final } of cast.devices) {
    if (info.kind === "engine" && !isOut(info.device)) devices.push({ device: info.device, views: await final() });
  }
  const rest: FinalStates["rest"] = [];
  for (const person of cast.people) rest.push({ userId: person.id, views: await viewsOverRest(box.url, person) });
  return { devices, rest, database: await readDatabase(box) };
}

async function viewsOverRest(url: string, { token }: CastPerson): Promise<FinalView[]> {
  const get = async <T>(path: string): Promise<T> => {
    const { status, body } = await requestJson(url, "GET", path, { token });
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return body as T;
  };
  const { conversations } = await get<ConversationList>("/conversations");
  const views: FinalView[] = [];
  for (const { id, lastReadSeq, unread } of conversations) {
    const messages: SeenMessage[] = [];
    for (let hasOlder = true; hasOlder; ) {
      const before = messages[0] === undefined ? "" : `&before=${messages[0].messageId}`;
      const page = await get<HistoryPage>(`/conversations/${id}/messages?limit=${PAGE}${before}`);
      messages.unshift(...page.messages.map(seen));
      hasOlder = page.hasOlder;
    }
    views.push({ conversationId: id, messages, lastReadSeq, unread, pending: 0 });
  }
  return views;
}

async function readDatabase({ database }: Box): Promise<FinalStates["database"]> {
  const conversations = await database.query<FinalStates["database"]["conversations"][number]>(
    `select id, type, last_seq::int as "lastSeq", last_rev::int as "lastRev" from conversations`,
  );
  const messages = await database.query<FinalStates["database"]["messages"][number]>(
    `select id as "messageId", conversation_id as "conversationId", client_msg_id as "clientMsgId", sender_id as "senderId", kind,
            seq::int, rev::int, coalesce(body, '') as body, deleted_at is not null as "isDeleted", system,
            (extract(epoch from created_at) * 1000)::float8 as "createdAt"
     from messages order by conversation_id, seq`,
  );
  const members = await database.query<FinalStates["database"]["members"][number]>(
    `select conversation_id as "conversationId", user_id as "userId", last_read_seq::int as "lastReadSeq" from conversation_members`,
  );
  return { conversations, messages, members };
}
