"use client";
/** What I wrote for a conversation that I am no longer in, and was not sent: why, and the text to take along. */
import type { LeftBehind as Texts } from "@oschat/client";
import { useChatClient } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useConnectionStore } from "../../stores/connection.ts";
import { Button, toast } from "../../ui/index.ts";

export function LeftBehind() {
  const all = useConnectionStore((store) => store.leftBehind);
  return (
    <div role="status" className="max-h-[50%] shrink-0 overflow-y-auto">
      {all.map((left) => (
        <Notice key={left.conversationId} left={left} />
      ))}
    </div>
  );
}

function Notice({ left: { conversationId, name, texts } }: { left: Texts }) {
  const client = useChatClient();
  const whole = texts.join("\n\n");

  async function copy() {
    try {
      await navigator.clipboard.writeText(whole);
      toast({ text: text("conversations.copied") });
    } catch {
      toast({ text: text("conversations.notCopied"), kind: "error" });
    }
  }

  return (
    <section className="mx-3 mb-2 rounded-card bg-accent-soft p-3 text-preview">
      <p>
        {name === null
          ? text("conversations.leftBehindSomewhere", { count: texts.length })
          : text("conversations.leftBehind", { name, count: texts.length })}
      </p>
      <p
        dir="auto"
        className="my-2 line-clamp-4 select-text whitespace-pre-wrap [overflow-wrap:anywhere] text-text-muted"
      >
        {whole}
      </p>
      <div className="flex gap-2">
        <Button variant="secondary" size="sm" onClick={copy}>
          {text("conversations.copyText")}
        </Button>
        <Button variant="ghost" size="sm" onClick={() => client.forgetLeftBehind(conversationId)}>
          {text("conversations.dismiss")}
        </Button>
      </div>
    </section>
  );
}
