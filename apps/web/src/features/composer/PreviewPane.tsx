import { text } from "../../language/index.ts";
import { MessageBody } from "../messages/index.ts";

/** The message as it will stand in the timeline, drawn by what draws the timeline. */
export function PreviewPane({ body }: { body: string }) {
  return (
    <section
      aria-label={text("composer.preview")}
      className="max-h-[30dvh] min-w-0 overflow-y-auto border-line border-b px-3.5 py-2.5 [grid-area:preview]"
    >
      {body === "" ? (
        <p className="text-message text-text-muted">{text("composer.nothingToPreview")}</p>
      ) : (
        <MessageBody text={body} isTabStop />
      )}
    </section>
  );
}
