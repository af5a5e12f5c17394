/** What a menu is given. */
import type { LucideIcon } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  danger?: boolean;
  disabled?: boolean;
  /** A line above it sets it apart. */
  separated?: boolean;
  onSelect: () => void;
}

/** One of several: the chosen one is marked. */
export interface MenuChoice {
  label: string;
  chosen: string;
  options: readonly { value: string; label: string; icon: LucideIcon }[];
  onChoose: (value: string) => void;
}

export interface MenuProps {
  /** A button element that accepts a ref and event handlers. */
  trigger: ReactElement<object>;
  items: MenuItem[];
  /** Above the items. */
  choice?: MenuChoice;
  /** Shown above everything, not selectable. */
  header?: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
}
