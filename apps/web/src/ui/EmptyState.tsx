import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { joinClasses } from "./join-classes.ts";

export interface EmptyStateProps {
  icon: LucideIcon;
  /** One sentence. */
  title: string;
  action?: ReactNode;
  /** Where there is room for it, what stands beside this says what to do: here only the sentence is left. */
  isBesideAnother?: boolean;
}

export function EmptyState({ icon: Icon, title, action, isBesideAnother = false }: EmptyStateProps) {
  return (
    <div
      className={joinClasses(
        "flex h-full flex-col items-center justify-center gap-4 p-8 text-center",
        isBesideAnother && "desk:items-start desk:justify-start desk:px-4 desk:py-2 desk:text-start",
      )}
    >
      <span
        aria-hidden="true"
        className={joinClasses(
          "drop flex size-16 items-center justify-center bg-accent-soft text-accent",
          isBesideAnother && "desk:hidden",
        )}
      >
        <Icon size={28} strokeWidth={1.5} />
      </span>
      <p
        className={joinClasses("max-w-64 text-balance text-label text-text", isBesideAnother && "desk:text-text-muted")}
      >
        {title}
      </p>
      {isBesideAnother ? <div className="desk:hidden">{action}</div> : action}
    </div>
  );
}
