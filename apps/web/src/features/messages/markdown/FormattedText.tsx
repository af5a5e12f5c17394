/** A parsed text as elements: nothing but what is listed here can come out of it. */
import type { ReactNode } from "react";
import { joinClasses } from "../../../ui/index.ts";
import { CodeBlock } from "./CodeBlock.tsx";
import { Inlines } from "./Inlines.tsx";
import type { Block } from "./tree.ts";

export interface FormattedTextProps {
  blocks: readonly Block[];
  /** Inside of what takes its direction from these words: with a direction of their own they would not count for it. */
  isInside?: boolean;
  /** Stands at the end of the last line. */
  children?: ReactNode;
}

/** Each block, list item and line has its own direction. */
export function FormattedText({ blocks, isInside = false, children }: FormattedTextProps) {
  const last = blocks.length - 1;
  const hasNoLastLine = last < 0 || blocks[last]?.kind === "code";
  return (
    <>
      {blocks.map((block, index) => {
        const end = index === last && block.kind !== "code" ? children : undefined;
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of one text never change places
        return <BlockView key={index} block={block} isInside={isInside} end={end} />;
      })}
      {hasNoLastLine && children !== undefined ? <div className="text-end">{children}</div> : null}
    </>
  );
}

function BlockView({ block, isInside, end }: { block: Block; isInside: boolean; end: ReactNode }) {
  switch (block.kind) {
    case "text":
      return (
        <div dir={isInside ? undefined : "auto"} className="whitespace-pre-wrap text-start [unicode-bidi:plaintext]">
          <Inlines of={block.children} />
          {end}
        </div>
      );
    case "code":
      return <CodeBlock language={block.language} text={block.text} />;
    case "quote":
      return (
        <blockquote dir="auto" className="my-1 border-line-strong border-s-3 ps-3 text-text-muted">
          <FormattedText blocks={block.children} isInside>
            {end}
          </FormattedText>
        </blockquote>
      );
    case "list":
      return <ListView block={block} isInside={isInside} end={end} />;
  }
}

interface ListViewProps {
  block: Extract<Block, { kind: "list" }>;
  isInside: boolean;
  end: ReactNode;
}

function ListView({ block: { start, items }, isInside, end }: ListViewProps) {
  const children = items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the items of one list never change places
    <li key={index} dir="auto" className="ms-6 ps-0.5 marker:text-text-muted">
      <FormattedText blocks={item} isInside>
        {index === items.length - 1 ? end : undefined}
      </FormattedText>
    </li>
  ));
  return start === null ? (
    <ul className={joinClasses("list-disc", !isInside && "my-1")}>{children}</ul>
  ) : (
    <ol start={start} className={joinClasses("list-decimal", !isInside && "my-1")}>
      {children}
    </ol>
  );
}
