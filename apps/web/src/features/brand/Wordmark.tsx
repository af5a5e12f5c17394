import { joinClasses } from "../../ui/index.ts";
import { Mark } from "./Mark.tsx";

const SIZES = {
  md: { text: "text-[1.1875rem]", mark: 17 },
  lg: { text: "text-[1.75rem]", mark: 24 },
} as const;

/** The name, with the mark for its first letter. */
export function Wordmark({ size = "md" }: { size?: keyof typeof SIZES }) {
  const { text, mark } = SIZES[size];
  return (
    <span
      dir="ltr"
      className={joinClasses("inline-flex items-baseline gap-[0.06em] font-bold leading-none tracking-tight", text)}
    >
      <span className="sr-only">oschat</span>
      <span className="translate-y-[0.06em] text-accent">
        <Mark size={mark} />
      </span>
      <span aria-hidden="true">schat</span>
    </span>
  );
}
