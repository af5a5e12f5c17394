/** What a dialog is given. */
import type { ReactNode } from "react";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** The title is heard and not seen: what the dialog is shows by itself. */
  isTitleHidden?: boolean;
  description?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}
