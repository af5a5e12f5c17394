/** A link that somebody wrote: opens apart from the chat and tells the other side nothing about it. */
import type { ReactNode } from "react";
import { useTabIndex } from "./reach.ts";

/** `href`: one that `safeHref` gave out. */
export function OutwardLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      tabIndex={useTabIndex()}
      className="text-accent underline decoration-from-font underline-offset-2 hover:decoration-2"
    >
      {children}
    </a>
  );
}
