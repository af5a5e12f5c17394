import { CircleAlert } from "lucide-react";
import { text } from "../language/index.ts";
import { Button } from "./Button.tsx";

export interface ErrorStateProps {
  /** What happened. */
  title: string;
  /** What to do. */
  detail?: string;
  onRetry?: () => void;
}

export function ErrorState({ title, detail, onRetry }: ErrorStateProps) {
  return (
    <div role="alert" className="flex h-full flex-col items-center justify-center gap-3 p-8 text-center">
      <CircleAlert size={32} strokeWidth={1.5} aria-hidden="true" className="text-danger" />
      <p className="font-semibold text-label">{title}</p>
      {detail === undefined ? null : <p className="max-w-80 text-balance text-preview text-text-muted">{detail}</p>}
      {onRetry === undefined ? null : (
        <Button variant="secondary" size="sm" onClick={onRetry}>
          {text("common.tryAgain")}
        </Button>
      )}
    </div>
  );
}
