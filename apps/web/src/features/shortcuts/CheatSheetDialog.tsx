"use client";
import { text } from "../../language/index.ts";
import { Dialog, lazily } from "../../ui/index.ts";
import { openOverlay, useOverlay } from "./overlays.ts";

const CheatSheet = lazily(() => import("./CheatSheet.tsx").then((file) => file.CheatSheet));

/** The sheet of shortcuts, wherever one is. */
export function CheatSheetDialog() {
  const isOpen = useOverlay(({ open }) => open === "shortcuts");
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => openOverlay(open ? "shortcuts" : null)}
      title={text("shortcuts.title")}
    >
      <CheatSheet />
    </Dialog>
  );
}
