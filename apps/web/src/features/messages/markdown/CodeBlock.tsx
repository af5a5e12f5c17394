/** Code in a box that scrolls by itself: its language, a button that copies it, and colours once there is time for them. */
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { text as say } from "../../../language/index.ts";
import { joinClasses } from "../../../ui/index.ts";
import { copyToClipboard } from "../copy-to-clipboard.ts";
import { useTabIndex } from "./reach.ts";
import type { Tone } from "./tones.ts";
import { useTones } from "./use-tones.ts";

const COPIED_MS = 2_000;

const TONE_CLASSES: Record<Tone, string> = {
  comment: "text-text-muted",
  keyword: "text-code-keyword",
  string: "text-code-string",
  number: "text-code-number",
  name: "text-code-name",
};

export function CodeBlock({ language, text }: { language: string | null; text: string }) {
  const tabIndex = useTabIndex();
  const pieces = useTones(language, text);
  return (
    <div data-code className="my-1 rounded-card border border-line bg-surface">
      <div className="flex h-8 items-center justify-between ps-3 pe-1 text-meta text-text-muted">
        <bdi className="font-mono">{language}</bdi>
        <CopyButton text={text} />
      </div>
      <pre
        dir="ltr"
        tabIndex={tabIndex}
        className="overflow-x-auto px-3 pb-2.5 font-mono text-[0.8125rem]/5 outline-offset-[-2px]"
      >
        <code>
          {pieces === null
            ? text
            : pieces.map((piece, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
                <span key={index} className={piece.tone === null ? undefined : TONE_CLASSES[piece.tone]}>
                  {piece.text}
                </span>
              ))}
        </code>
      </pre>
    </div>
  );
}

function CopyButton({ text }: { text: string }) {
  const tabIndex = useTabIndex();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const Icon = isCopied ? Check : Copy;
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      className={joinClasses(
        "inline-flex h-7 items-center gap-1.5 rounded-input px-2 font-medium hover:bg-hover hover:text-text pointer-coarse:h-8",
        isCopied && "text-text",
      )}
      onClick={async () => setCopied(await copyToClipboard(text))}
    >
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      {say(isCopied ? "messages.copied" : "messages.copyCode")}
    </button>
  );
}
