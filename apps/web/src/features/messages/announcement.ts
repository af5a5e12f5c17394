/** What the live region says about messages that just arrived. Never history, never one's own, no times. */

import type { Message } from "@oschat/protocol";
import { text } from "../../language/index.ts";
import { wordsIn } from "./markdown/markdown-loader.ts";
import { isCountable } from "./timeline-rows.ts";

const SPOKEN_ONE_BY_ONE = 3;
const SPOKEN_CHARACTERS = 300;

/** The arrived messages as one text: each in a line of its own, or their number when they are many; null: nothing to say. */
export function announcementOf(arrived: readonly Message[], meId: string): string | null {
  const worthSaying = arrived.filter((message) => isCountable(message, meId));
  if (worthSaying.length === 0) return null;
  if (worthSaying.length > SPOKEN_ONE_BY_ONE) return text("messages.newMessagesSaid", { count: worthSaying.length });
  return worthSaying
    .map((message) => text("messages.saidBy", { author: message.senderName, text: shortened(wordsIn(message.body)) }))
    .join("\n");
}

function shortened(body: string): string {
  const characters = [...body];
  return characters.length <= SPOKEN_CHARACTERS ? body : `${characters.slice(0, SPOKEN_CHARACTERS).join("")}…`;
}
