import { type ComponentProps, type ReactNode, useId } from "react";
import { joinClasses } from "./join-classes.ts";

export interface TextFieldProps extends ComponentProps<"input"> {
  label: string;
  hint?: ReactNode;
  /** Why the value is not accepted: shown below and tied to the field. */
  error?: string | null;
}

export function TextField({ label, hint, error = null, id, ...rest }: TextFieldProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  const noteId = `${fieldId}-note`;
  const hasNote = error !== null || hint !== undefined;
  return (
    <div className="flex flex-col">
      <label htmlFor={fieldId} className="mb-1 font-medium text-preview text-text">
        {label}
      </label>
      <input
        id={fieldId}
        aria-invalid={error !== null}
        aria-describedby={hasNote ? noteId : undefined}
        className="h-10 w-full rounded-input border border-line-strong bg-surface px-3 text-base text-text placeholder:text-text-faint focus:border-accent focus:outline-2 focus:outline-accent focus:outline-offset-0 aria-invalid:border-danger desk:text-label pointer-coarse:h-11 pointer-coarse:text-base"
        {...rest}
      />
      {/* Always there: what enters a live region is read out, what comes together with one is not. */}
      <p
        id={noteId}
        aria-live="polite"
        className={joinClasses("text-meta", hasNote && "mt-1", error === null ? "text-text-muted" : "text-danger")}
      >
        {error ?? hint}
      </p>
    </div>
  );
}
