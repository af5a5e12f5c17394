"use client";
import { memo } from "react";
import { text } from "../../language/index.ts";
import { Dialog, lazily } from "../../ui/index.ts";
import { openOverlay, useOverlay } from "../shortcuts/index.ts";

const SwitcherPanel = lazily(() => import("./SwitcherPanel.tsx").then((file) => file.SwitcherPanel));

/** The switcher, wherever one is. */
export const SwitcherDialog = memo(function SwitcherDialog() {
  const isOpen = useOverlay(({ open }) => open === "switcher");
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => openOverlay(open ? "switcher" : null)}
      title={text("switcher.title")}
      isTitleHidden
    >
      <SwitcherPanel onDone={close} />
    </Dialog>
  );
});

function close(): void {
  openOverlay(null);
}
