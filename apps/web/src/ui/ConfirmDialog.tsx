"use client";
/**
 * Asks before something that cannot be undone. Stays open while the act is under way, and with the reason when it fails: its
 * outcome is never shown to a later question.
 */
import type { ConfirmDialogProps } from "./confirm-dialog-props.ts";
import { lazily } from "./lazy.tsx";
import { useWasOpened } from "./use-was-opened.ts";

const ConfirmPopup = lazily(() => import("./ConfirmPopup.tsx").then((file) => file.ConfirmPopup));

export function ConfirmDialog(props: ConfirmDialogProps) {
  return useWasOpened(props.open) ? <ConfirmPopup {...props} /> : null;
}
