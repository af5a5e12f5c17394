"use client";
/** A modal dialog: traps focus, closes on Escape, gives focus back to whatever opened it. */
import type { DialogProps } from "./dialog-props.ts";
import { lazily } from "./lazy.tsx";
import { useWasOpened } from "./use-was-opened.ts";

const DialogPopup = lazily(() => import("./DialogPopup.tsx").then((file) => file.DialogPopup));

export function Dialog(props: DialogProps) {
  return useWasOpened(props.open) ? <DialogPopup {...props} /> : null;
}
