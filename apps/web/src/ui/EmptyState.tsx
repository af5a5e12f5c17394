import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export interface EmptyStateProps {
  icon: LucideIcon;
  /** One sentence. */
  title: string;
  action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, action }: EmptyStateProps) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-4 p-8 text-center">
      <span aria-hidden="true" className="drop flex size-16 items-center justify-center bg-accent-soft text-accent">
        <Icon size={28} strokeWidth={1.5} />
      </span>
      <p className="max-w-64 text-balance text-label text-text">{title}</p>
      {action}
    </div>
  );
}
