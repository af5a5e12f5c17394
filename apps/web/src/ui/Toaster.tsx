"use client";
/** Where toasts appear. Its live regions are always there, so that what enters them is read out. */
import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { text } from "../language/index.ts";
import { currentToasts, dismissToast, type QueuedToast, subscribeToToasts } from "./toast-queue.ts";

const NONE: readonly QueuedToast[] = [];

export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts, () => NONE);
  return (
    <div className="pointer-events-none fixed inset-x-3 bottom-[calc(6rem+var(--keyboard-inset,0px))] z-50 flex flex-col items-center gap-2">
      <div role="status" className="contents">
        {toasts.filter((one) => one.kind === "info").map(Notice)}
      </div>
      <div role="alert" className="contents">
        {toasts.filter((one) => one.kind === "error").map(Notice)}
      </div>
    </div>
  );
}

function Notice(notice: QueuedToast) {
  return (
    <div
      key={notice.id}
      className="spoken pointer-events-auto flex max-w-md items-center gap-2 bg-text py-2 ps-4 pe-2 text-label text-surface shadow-menu"
    >
      <span>{notice.text}</span>
      {notice.action === undefined ? null : (
        <button
          type="button"
          onClick={() => {
            dismissToast(notice.id);
            notice.action?.run();
          }}
          className="min-h-8 shrink-0 rounded-card px-2 font-semibold underline underline-offset-4 pointer-coarse:min-h-11"
        >
          {notice.action.label}
        </button>
      )}
      <button
        type="button"
        aria-label={text("common.dismiss")}
        onClick={() => dismissToast(notice.id)}
        className="inline-flex size-8 shrink-0 pointer-coarse:size-11 items-center justify-center rounded-card opacity-80 hover:opacity-100"
      >
        <X size={16} strokeWidth={1.75} aria-hidden="true" />
      </button>
    </div>
  );
}
