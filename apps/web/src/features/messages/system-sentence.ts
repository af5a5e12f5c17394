/**
 * System messages as sentences, in the second person where they are about the reader. Names stay separate parts, so that
 * a view can isolate their direction and nothing in a name can pass for the sentence.
 */
import type { Message, SystemEvent } from "@oschat/protocol";
import { type TextKey, type TextValues, text } from "../../language/index.ts";

export type SentencePart = { readonly kind: "words" | "name"; readonly text: string };

/** Where the sentence has names: characters that no catalogue contains. */
const NAME_PLACE = /([\uE000-\uE002])/u;
const ACTOR = "\uE000";
const PERSON = "\uE001";
const TITLE = "\uE002";

const SENTENCES: Record<SystemEvent["type"], TextKey> = {
  group_created: "messages.groupCreated",
  renamed: "messages.groupRenamed",
  member_added: "messages.memberAdded",
  member_removed: "messages.memberRemoved",
  member_left: "messages.memberLeft",
  role_changed: "messages.roleChanged",
  ownership_transferred: "messages.ownershipTransferred",
};

/** The sentence about a system message as `meId` reads it. A system message without its event says its own plain body. */
export function systemSentence(message: Message, meId: string): SentencePart[] {
  const { system: event, senderId, senderName } = message;
  if (event === null) return [{ kind: "words", text: message.body }];
  const names = new Map([[ACTOR, senderName]]);
  const values: TextValues = { actor: whoIs(senderId, meId), actorName: ACTOR, personName: PERSON, title: TITLE };
  if ("title" in event) names.set(TITLE, event.title);
  if ("userId" in event) {
    names.set(PERSON, event.name);
    values.person = whoIs(event.userId, meId);
  }
  if ("role" in event) values.role = event.role;
  const isJoining = event.type === "member_added" && event.userId === senderId;
  return partsOf(text(isJoining ? "messages.memberJoined" : SENTENCES[event.type], values), names);
}

/** The same as plain text. */
export function sentenceText(parts: readonly SentencePart[]): string {
  return parts.map((part) => part.text).join("");
}

function whoIs(userId: string, meId: string): "you" | "other" {
  return userId === meId ? "you" : "other";
}

function partsOf(sentence: string, names: ReadonlyMap<string, string>): SentencePart[] {
  return sentence
    .split(NAME_PLACE)
    .filter((piece) => piece !== "")
    .map((piece) => {
      const name = names.get(piece);
      return name === undefined ? { kind: "words", text: piece } : { kind: "name", text: name };
    });
}
