/** Asks before a message is deleted for everyone. */

import { sentenceFor, useChatClient } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { ConfirmDialog } from "../../ui/index.ts";
import { wordsIn } from "./markdown/markdown-loader.ts";
import { askToDelete, useMessageUi } from "./message-ui.ts";

export function DeleteMessage({ conversationId }: { conversationId: string }) {
  const client = useChatClient();
  const deleting = useMessageUi((ui) => ui.deleting);
  const target = deleting?.conversationId === conversationId ? deleting : null;

  async function remove() {
    if (target === null) return;
    try {
      await client.remove(target.conversationId, target.messageId);
    } catch (error) {
      throw new Error(sentenceFor(error));
    }
  }

  return (
    <ConfirmDialog
      open={target !== null}
      onOpenChange={(isOpen) => !isOpen && askToDelete(null)}
      title={text("messages.deleteTitle")}
      description={text("messages.deleteDescription")}
      quote={target === null ? undefined : wordsIn(target.text)}
      confirmLabel={text("messages.delete")}
      danger
      onConfirm={remove}
    />
  );
}
