"use client";
/** The picker over its button. Focus starts in the search and ends in the text. */
import { Popover } from "@base-ui/react/popover";
import type { RefObject } from "react";
import { text } from "../../language/index.ts";
import { EmojiPanel } from "./EmojiPanel.tsx";

export interface EmojiPopoverProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  anchor: HTMLElement;
  /** Has the focus afterwards. */
  returnTo: RefObject<HTMLElement | null>;
  onPick: (emoji: string) => void;
}

export function EmojiPopover({ isOpen, onOpenChange, anchor, returnTo, onPick }: EmojiPopoverProps) {
  return (
    <Popover.Root open={isOpen} onOpenChange={onOpenChange}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="top"
          align="start"
          sideOffset={8}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Popover.Popup
            aria-label={text("emoji.title")}
            finalFocus={returnTo}
            className="rounded-card bg-raised text-text shadow-menu outline-none transition-opacity duration-140 data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            <EmojiPanel
              onPick={(emoji) => {
                onPick(emoji);
                onOpenChange(false);
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
