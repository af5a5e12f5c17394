/** A million messages, in a thousand conversations of ten people each. */
import type { Arrangement } from "./arrange.ts";
import type { Bench } from "./benchmark.ts";

const MESSAGES = 1_000_000;
const PEOPLE = 100;
const MEMBERS = 10;
const PER_CONVERSATION = 1_000;

/** Fewer in a small run. Returns how many. */
export async function fillLibrary(
  bench: Bench,
  arrange: Pick<Arrangement, "people" | "groups" | "messages">,
): Promise<number> {
  const people = await arrange.people(PEOPLE);
  const perConversation = bench.scaled(PER_CONVERSATION);
  const conversations = Math.round(bench.scaled(MESSAGES) / perConversation);
  const members = (conversation: number) =>
    Array.from({ length: MEMBERS }, (_, index) => people[(conversation + index) % PEOPLE]?.id ?? "");
  const conversationIds = await arrange.groups(Array.from({ length: conversations }, (_, index) => members(index)));
  await arrange.messages(conversationIds, perConversation);
  return conversations * perConversation;
}
