import { Mark } from "./Mark.tsx";

/** The name, with the mark for its first letter. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-[0.08em] font-bold leading-none tracking-tight">
      <span className="sr-only">oschat</span>
      <span className="inline-flex translate-y-[0.06em] text-accent">
        <Mark size={18} />
      </span>
      <span aria-hidden="true">schat</span>
    </span>
  );
}
