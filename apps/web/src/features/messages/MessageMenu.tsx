/** The menu of one message, opened by the right button, a long press, or Enter on its row. */

import { Menu } from "@base-ui/react/menu";
import { useEffect, useRef } from "react";
import { text } from "../../language/index.ts";
import { joinClasses } from "../../ui/index.ts";
import type { Standing } from "./message-actions.rules.ts";
import type { TimelineItem } from "./timeline-item.ts";
import { useMessageActions } from "./use-message-actions.ts";

export interface OpenedMenu {
  readonly item: TimelineItem;
  readonly at: { readonly x: number; readonly y: number };
  /** Opened by a finger that still rests on the screen. */
  readonly isHeld: boolean;
  /** What had the focus before, and gets it back. */
  readonly returnTo: HTMLElement | null;
}

/** Lifting the finger that opened the menu looks like a press outside of it. */
const RELEASE_MS = 100;

export interface MessageMenuProps {
  opened: OpenedMenu;
  standing: Standing;
  onClose: () => void;
}

export function MessageMenu({ opened, standing, onClose }: MessageMenuProps) {
  const { item, at, isHeld, returnTo } = opened;
  const actions = useMessageActions(item, standing);
  const isActing = useRef(false);
  const heldUntil = useRef(isHeld ? Number.POSITIVE_INFINITY : 0);
  useEffect(() => {
    if (heldUntil.current === 0) return;
    const release = new AbortController();
    const noteRelease = () => {
      heldUntil.current = performance.now() + RELEASE_MS;
      release.abort();
    };
    window.addEventListener("pointerup", noteRelease, release);
    window.addEventListener("pointercancel", noteRelease, release);
    return () => release.abort();
  }, []);
  const anchor = { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) };
  return (
    <Menu.Root open onOpenChange={(isOpen) => !isOpen && performance.now() > heldUntil.current && onClose()}>
      <Menu.Portal>
        <Menu.Positioner
          anchor={anchor}
          align="start"
          sideOffset={2}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Menu.Popup
            aria-label={text("messages.actions")}
            finalFocus={() => (isActing.current ? false : returnTo)}
            className="min-w-44 rounded-card bg-raised p-1 text-text shadow-menu outline-none transition-opacity duration-140 data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {actions.map(({ id, label, icon: Icon, danger, run }) => (
              <Menu.Item
                key={id}
                className={joinClasses(
                  "flex min-h-9 cursor-default select-none items-center gap-3 rounded-input px-3 text-label outline-none data-highlighted:bg-hover pointer-coarse:min-h-11",
                  danger && "text-danger",
                )}
                onClick={() => {
                  isActing.current = id === "edit" || id === "delete";
                  run();
                }}
              >
                <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
                {label}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
