/**
 * System messages as sentences, in the second person where they are about the reader. Names stay separate parts, so that
 * a view can isolate their direction and nothing in a name can pass for the sentence.
 */
import type { Message, SystemEvent } from "@oschat/protocol";

export type SentencePart = { readonly kind: "words" | "name"; readonly text: string };

const ROLE_NAMES = { owner: "the owner", admin: "an admin", member: "a member" } as const;

/** The sentence about a system message as `meId` reads it. A system message without its event says its own plain body. */
export function systemSentence(message: Message, meId: string): SentencePart[] {
  if (message.system === null) return [{ kind: "words", text: message.body }];
  const actor = person(message.senderId, message.senderName, meId, "You");
  return joinWords(sentenceFor(message.system, actor, message.senderId, meId));
}

/** The same as plain text. */
export function sentenceText(parts: readonly SentencePart[]): string {
  return parts.map((part) => part.text).join("");
}

function sentenceFor(event: SystemEvent, actor: SentencePart, actorId: string, meId: string): SentencePart[] {
  switch (event.type) {
    case "group_created":
      return [actor, words(" created the group "), name(event.title)];
    case "renamed":
      return [actor, words(" renamed the group to "), name(event.title)];
    case "member_added":
      return event.userId === actorId
        ? [actor, words(" joined")]
        : [actor, words(" added "), person(event.userId, event.name, meId, "you")];
    case "member_removed":
      return [actor, words(" removed "), person(event.userId, event.name, meId, "you")];
    case "member_left":
      return [person(event.userId, event.name, meId, "You"), words(" left")];
    case "role_changed":
      return [
        actor,
        words(" made "),
        person(event.userId, event.name, meId, "you"),
        words(` ${ROLE_NAMES[event.role]}`),
      ];
    case "ownership_transferred":
      return [actor, words(" made "), person(event.userId, event.name, meId, "you"), words(" the owner")];
  }
}

function words(text: string): SentencePart {
  return { kind: "words", text };
}

function name(text: string): SentencePart {
  return { kind: "name", text };
}

function person(userId: string, userName: string, meId: string, second: "You" | "you"): SentencePart {
  return userId === meId ? words(second) : name(userName);
}

function joinWords(parts: readonly SentencePart[]): SentencePart[] {
  const joined: SentencePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.kind === "words" && part.kind === "words") joined[joined.length - 1] = words(last.text + part.text);
    else joined.push(part);
  }
  return joined;
}
