import type { ReactNode } from "react";

/**
 * One line in its own direction, so that what is cut off is its end, whatever the direction around it. In a flex container, which keeps
 * it where a line begins there.
 */
export function CutText({ children }: { children: ReactNode }) {
  return (
    <span dir="auto" className="min-w-0 truncate">
      {children}
    </span>
  );
}
