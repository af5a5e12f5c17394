/** Words as typed, with the addresses in them as links. */
import { Fragment } from "react";
import { findLinks } from "../find-links.ts";
import { OutwardLink } from "./OutwardLink.tsx";

export function TextWithLinks({ text }: { text: string }) {
  return findLinks(text).map((segment, index) =>
    segment.kind === "text" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
      <Fragment key={index}>{segment.text}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
      <OutwardLink key={index} href={segment.href}>
        {segment.text}
      </OutwardLink>
    ),
  );
}
