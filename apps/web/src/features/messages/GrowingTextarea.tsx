/**
 * A text area that is as high as its text, up to the limit its classes set, from where on it scrolls. An invisible copy of
 * the text gives the height: measuring the area itself would shrink it for a moment, which makes the list above jump.
 */
import type { ComponentProps } from "react";
import { joinClasses } from "../../ui/index.ts";

export interface GrowingTextareaProps extends ComponentProps<"textarea"> {
  value: string;
}

const SHARED = "col-start-1 row-start-1 min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]";

/** `className` sets font, padding and height limit. */
export function GrowingTextarea({ value, className, ...rest }: GrowingTextareaProps) {
  return (
    <span className="grid min-w-0 flex-1">
      <textarea
        rows={1}
        dir="auto"
        value={value}
        className={joinClasses(SHARED, "resize-none overflow-y-auto bg-transparent outline-none", className)}
        {...rest}
      />
      <span
        aria-hidden="true"
        className={joinClasses(SHARED, "pointer-events-none invisible overflow-hidden", className)}
      >
        {/* A last line that is empty still takes its height. */}
        {`${value}\u200B`}
      </span>
    </span>
  );
}
