/** A place held for content to come, in its final size. Appears only after 150 ms. */
import { joinClasses } from "./join-classes.ts";

export interface SkeletonProps {
  /** Pixels, or any CSS length. */
  width?: number | string;
  height?: number | string;
  /** The size by classes, on pages that are built ahead: style attributes in their markup would be refused. */
  className?: string;
  /** The drop of an avatar instead of a bar. */
  round?: boolean;
}

export function Skeleton({ width, height, className = "", round = false }: SkeletonProps) {
  return (
    <span aria-hidden="true" className="appear-late block shrink-0">
      <span
        className={joinClasses("breathe block bg-line", className, round ? "drop" : "rounded-input")}
        style={{ width, height }}
      />
    </span>
  );
}
