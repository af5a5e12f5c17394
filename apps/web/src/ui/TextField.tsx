import { type ComponentProps, type ReactNode, useId } from "react";

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
    <div className="flex flex-col gap-1">
      <label htmlFor={fieldId} className="font-medium text-preview text-text">
        {label}
      </label>
      <input
        id={fieldId}
        aria-invalid={error !== null}
        aria-describedby={hasNote ? noteId : undefined}
        className="h-10 w-full rounded-input border border-line-strong bg-surface px-3 text-base text-text placeholder:text-text-faint focus:border-accent focus:outline-2 focus:outline-accent focus:outline-offset-0 aria-invalid:border-danger desk:text-label pointer-coarse:h-11 pointer-coarse:text-base"
        {...rest}
      />
      {hasNote ? (
        <p
          id={noteId}
          aria-live="polite"
          className={error === null ? "text-meta text-text-muted" : "text-danger text-meta"}
        >
          {error ?? hint}
        </p>
      ) : null}
    </div>
  );
}
