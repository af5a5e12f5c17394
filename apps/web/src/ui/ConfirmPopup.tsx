"use client";
/** The question of a ConfirmDialog, and what becomes of the answer. Loaded when it is first wanted. */
import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useState } from "react";
import { text } from "../language/index.ts";
import { Button } from "./Button.tsx";
import type { ConfirmDialogProps } from "./confirm-dialog-props.ts";
import { BACKDROP, POPUP } from "./DialogPopup.tsx";

export function ConfirmPopup(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, description, quote, confirmLabel, danger = false, onConfirm } = props;
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  function change(next: boolean) {
    if (isBusy) return;
    setFailure(null);
    onOpenChange(next);
  }

  async function confirm() {
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : text("common.didNotWork"));
    } finally {
      setBusy(false);
    }
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={change}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={BACKDROP} />
        <AlertDialog.Popup className={POPUP}>
          <div className="flex flex-col gap-2 px-6 pt-5 pb-4">
            <AlertDialog.Title className="font-semibold text-heading">{title}</AlertDialog.Title>
            <AlertDialog.Description className="text-label text-text-muted">{description}</AlertDialog.Description>
            {quote === undefined ? null : (
              <blockquote
                dir="auto"
                className="line-clamp-4 whitespace-pre-line border-line-strong border-s-2 ps-3 text-label [overflow-wrap:anywhere]"
              >
                {quote}
              </blockquote>
            )}
            {failure === null ? null : (
              <p role="alert" className="text-danger text-preview">
                {failure}
              </p>
            )}
          </div>
          <div className="flex flex-wrap justify-end gap-2 px-6 pb-5">
            <AlertDialog.Close disabled={isBusy} render={<Button variant="ghost">{text("common.cancel")}</Button>} />
            <Button variant={danger ? "danger" : "primary"} disabled={isBusy} onClick={confirm}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
