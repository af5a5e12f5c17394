import type { ReactNode } from "react";
import { joinClasses } from "./join-classes.ts";

const TONES = {
  neutral: "bg-accent-soft text-text",
  accent: "bg-accent text-accent-text",
  mention: "bg-mention text-mention-text",
} as const;

export interface BadgeProps {
  children: ReactNode;
  tone?: keyof typeof TONES;
}

/** A small pill: a count, a word. */
export function Badge({ children, tone = "neutral" }: BadgeProps) {
  return (
    <span
      className={joinClasses(
        "spoken-pill tabular inline-flex h-5 min-w-5 shrink-0 items-center justify-center px-1.5 font-semibold text-meta",
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
