"use client";
/** What a dialog shows while it is open. Loaded when it is first wanted: see Dialog.tsx. */
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { text } from "../language/index.ts";
import type { DialogProps } from "./dialog-props.ts";
import { joinClasses } from "./join-classes.ts";

export const BACKDROP =
  "fixed inset-0 z-40 bg-backdrop transition-opacity duration-140 data-ending-style:opacity-0 data-starting-style:opacity-0";
export const POPUP =
  "fixed top-[12dvh] left-1/2 z-40 flex max-h-[calc(80dvh-var(--keyboard-inset,0px))] w-[28rem] max-w-[calc(100vw-1.5rem)] -translate-x-1/2 flex-col rounded-dialog bg-raised text-text shadow-dialog transition-[opacity,scale] duration-140 ease-out data-ending-style:scale-[0.98] data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0";

export function DialogPopup(props: DialogProps) {
  const { open, onOpenChange, title, isTitleHidden = false, description, children, footer } = props;
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={BACKDROP} />
        <Base.Popup className={POPUP}>
          <div className={isTitleHidden ? "sr-only" : "px-6 pt-5 pe-14"}>
            <Base.Title className="font-semibold text-heading">{title}</Base.Title>
            {description === undefined ? null : (
              <Base.Description className="mt-1 text-label text-text-muted">{description}</Base.Description>
            )}
          </div>
          <div className="min-h-0 overflow-y-auto px-6 pt-4 pb-6">{children}</div>
          {footer === undefined ? null : (
            <div className="flex flex-wrap justify-end gap-2 border-line border-t px-6 py-4">{footer}</div>
          )}
          {/* Last in the document, so that focus starts in the content. */}
          <Base.Close
            aria-label={text("common.close")}
            className={joinClasses(
              "absolute end-4 top-4 inline-flex size-9 items-center justify-center rounded-card text-text-muted hover:bg-hover hover:text-text pointer-coarse:size-11",
              // In line with the title.
              !isTitleHidden && "pointer-coarse:top-2.5",
            )}
          >
            <X size={18} strokeWidth={1.75} aria-hidden="true" />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
