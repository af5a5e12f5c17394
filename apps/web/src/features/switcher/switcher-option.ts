import type { ReactNode } from "react";

/** One thing the switcher offers. */
export interface SwitcherOption {
  readonly id: string;
  readonly lead: ReactNode;
  readonly title: string;
  readonly detail: string | null;
  readonly unread: number;
  /** Puts this into the field and stays open, instead of running. */
  readonly fillsIn?: string;
  /** Leads to a conversation, which is shown before the switcher goes. */
  readonly isPlace?: boolean;
  readonly run: () => void;
}
