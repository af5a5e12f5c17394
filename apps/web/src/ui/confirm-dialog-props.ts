/** What a question is given. */

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: string;
  /** What it is about, in the words of whoever wrote it. */
  quote?: string | undefined;
  confirmLabel: string;
  danger?: boolean;
  onConfirm: () => Promise<void> | void;
}
