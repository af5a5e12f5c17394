/** The second line of a row in the list. */
import type { Conversation, TypingPerson } from "@oschat/client";
import type { Message } from "@oschat/protocol";
import { text } from "../../language/index.ts";
import { newestMessageOf } from "../../stores/messages.ts";
import { sentenceText, systemSentence } from "../messages/index.ts";

/** `lead` is set apart from `text`: "Draft:", "You:", a name. */
export interface Preview {
  kind: "typing" | "draft" | "failed" | "message" | "empty";
  lead: string | null;
  text: string;
}

/** Someone typing first, then an unsent draft, then a message that failed, then the newest message. */
export function previewOf(conversation: Conversation, myId: string | null, isOpen: boolean): Preview {
  const typing = typingText(conversation.typing, conversation.summary.type);
  if (typing !== null) return { kind: "typing", lead: null, text: typing };
  const draft = oneLine(conversation.draft);
  if (draft !== "" && !isOpen) return { kind: "draft", lead: text("conversations.draft"), text: draft };
  const newest = newestMessageOf(conversation);
  switch (newest.kind) {
    case "pending":
      return newest.entry.status === "failed"
        ? { kind: "failed", lead: text("conversations.notSent"), text: oneLine(newest.entry.body) }
        : { kind: "message", lead: text("conversations.writtenByYou"), text: oneLine(newest.entry.body) };
    case "confirmed":
      return confirmedPreview(newest.message, conversation.summary.type, myId);
    case "none":
      return { kind: "empty", lead: null, text: text("conversations.noMessages") };
  }
}

function confirmedPreview(message: Message, type: "dm" | "group", myId: string | null): Preview {
  if (message.kind === "system") {
    return { kind: "message", lead: null, text: oneLine(sentenceText(systemSentence(message, myId ?? ""))) };
  }
  const shown = message.deletedAt === null ? oneLine(withoutSigns(message.body)) : text("conversations.messageDeleted");
  return { kind: "message", lead: authorLead(message, type, myId), text: shown };
}

function authorLead(message: Message, type: "dm" | "group", myId: string | null): string | null {
  if (message.senderId === myId) return text("conversations.writtenByYou");
  return type === "group" ? text("conversations.writtenBy", { name: message.senderName.split(" ")[0] ?? "" }) : null;
}

/** Null when nobody types. In a direct message it can only be the one other person. */
export function typingText(typing: readonly TypingPerson[], type: "dm" | "group"): string | null {
  const [first, second, ...others] = typing;
  if (first === undefined) return null;
  if (type === "dm") return text("conversations.typing");
  if (second === undefined) return text("conversations.oneTyping", { name: first.userName });
  if (others.length === 0) return text("conversations.twoTyping", { first: first.userName, second: second.userName });
  return text("conversations.severalTyping");
}

/** The words without the commonest signs of formatting. The parser is not there when the list is first drawn, and would be too much for it. */
function withoutSigns(body: string): string {
  return body.replace(/^[ \t]*(?:```.*$|> ?|[-+*] )/gm, "").replace(/(\*\*|~~|`)(?=\S)(.*?\S)\1/g, "$2");
}

function oneLine(body: string): string {
  return body.replace(/\s+/gu, " ").trim();
}
