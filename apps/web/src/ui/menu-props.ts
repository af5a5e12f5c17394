/** What a menu is given. */
import type { LucideIcon } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  danger?: boolean;
  disabled?: boolean;
  /** Present on items that are a choice: marks the chosen one. */
  checked?: boolean;
  /** A line above it sets it apart. */
  separated?: boolean;
  onSelect: () => void;
}

export interface MenuProps {
  /** A button element that accepts a ref and event handlers. */
  trigger: ReactElement<object>;
  items: MenuItem[];
  /** Shown above the items, not selectable. */
  header?: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
}
