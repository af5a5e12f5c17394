/** Messages on this device that have the words, as options of the switcher. */
import type { ChatClient } from "@oschat/client";
import { MessageSquareText } from "lucide-react";
import { goToMessage } from "../../chat/index.ts";
import { nameOf } from "../conversations/index.ts";
import { Lead } from "./Lead.tsx";
import type { SwitcherOption } from "./switcher-option.ts";

const SHOWN = 5;

export function findMessages(client: ChatClient, words: string): SwitcherOption[] {
  const { conversations } = client.getState();
  return client.search(words, { limit: SHOWN }).map(({ messageId, conversationId, senderName, body }) => {
    const summary = conversations.get(conversationId)?.summary;
    return {
      id: messageId,
      lead: <Lead icon={MessageSquareText} />,
      title: `${senderName}: ${body.replace(/\s+/gu, " ")}`,
      detail: summary === undefined ? null : nameOf(summary),
      unread: 0,
      isPlace: true,
      run: () => goToMessage(conversationId, messageId),
    };
  });
}
