/** Words with their formatting. */
import { OutwardLink } from "./OutwardLink.tsx";
import { TextWithLinks } from "./TextWithLinks.tsx";
import type { Inline, NamedLink } from "./tree.ts";

export function Inlines({ of, inLink = false }: { of: readonly Inline[]; inLink?: boolean }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
  return of.map((inline, index) => <InlineView key={index} inline={inline} inLink={inLink} />);
}

function InlineView({ inline, inLink }: { inline: Inline; inLink: boolean }) {
  switch (inline.kind) {
    case "text":
      return inLink ? inline.text : <TextWithLinks text={inline.text} />;
    case "code":
      return (
        <code
          dir="auto"
          className="rounded-[4px] border border-line bg-surface px-1 py-px font-mono text-[0.875em] [unicode-bidi:isolate]"
        >
          {inline.text}
        </code>
      );
    case "strong":
      return (
        <strong className="font-semibold">
          <Inlines of={inline.children} inLink={inLink} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <Inlines of={inline.children} inLink={inLink} />
        </em>
      );
    case "strike":
      return (
        <s>
          <Inlines of={inline.children} inLink={inLink} />
        </s>
      );
    case "link":
      return <NamedLinkView link={inline} />;
  }
}

function NamedLinkView({ link: { href, destination, children } }: { link: NamedLink }) {
  return (
    <OutwardLink href={href}>
      <bdi>
        <Inlines of={children} inLink />
      </bdi>
      {destination === null ? null : (
        <span className="text-text-muted">
          {" "}
          <bdi dir="ltr">({destination})</bdi>
        </span>
      )}
    </OutwardLink>
  );
}
