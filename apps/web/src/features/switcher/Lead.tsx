import type { LucideIcon } from "lucide-react";

/** The sign before an option that has no picture of its own. */
export function Lead({ icon: Icon }: { icon: LucideIcon }) {
  return (
    <span className="inline-flex size-7 shrink-0 items-center justify-center text-text-muted">
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
    </span>
  );
}
