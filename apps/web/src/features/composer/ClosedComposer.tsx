/** Stands where one wrote until the conversation was closed to one: says why nothing can be written, and keeps what was. */
import { text } from "../../language/index.ts";
import { keptText } from "./kept-text.ts";

export function ClosedComposer({ conversationId }: { conversationId: string }) {
  const written = keptText(conversationId);
  if (written === "") return null;
  return (
    <section aria-label={text("composer.region")} className="shrink-0 px-3 pb-4 desk:px-5">
      <p id="composer-closed" className="pb-1.5 text-label text-text-muted">
        {text("composer.closed")}
      </p>
      <textarea
        readOnly
        dir="auto"
        rows={Math.min(written.split("\n").length, 8)}
        aria-label={text("composer.closedText")}
        aria-describedby="composer-closed"
        value={written}
        className="spoken w-full resize-none border border-line bg-bg px-3.5 py-2.5 text-message text-text-muted"
      />
    </section>
  );
}
