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
      <Icon size={32} strokeWidth={1.5} aria-hidden="true" className="text-text-faint" />
      <p className="max-w-64 text-balance text-label text-text-muted">{title}</p>
      {action}
    </div>
  );
}
