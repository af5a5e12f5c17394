"use client";
import { Search } from "lucide-react";
import { useCallback, useState } from "react";
import { text } from "../../language/index.ts";
import { Dialog, IconButton } from "../../ui/index.ts";
import { SwitcherPanel } from "./SwitcherPanel.tsx";
import { useSwitcherKey } from "./use-switcher-key.ts";

/** Finds a conversation by name: by this button, or by Ctrl+K from anywhere. */
export function SwitcherButton() {
  const [isOpen, setOpen] = useState(false);
  useSwitcherKey(useCallback(() => setOpen(true), []));
  return (
    <>
      <IconButton
        label={text("switcher.title")}
        icon={Search}
        aria-keyshortcuts="Control+K"
        onClick={() => setOpen(true)}
      />
      <Dialog open={isOpen} onOpenChange={setOpen} title={text("switcher.title")}>
        <SwitcherPanel onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
