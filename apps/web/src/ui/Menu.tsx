"use client";
/** A button's menu of actions: arrow keys, type-ahead, Escape; focus returns to the button. */
import { cloneElement, type MouseEvent, useState } from "react";
import { useAfterPaint } from "./after-paint.ts";
import { lazily } from "./lazy.tsx";
import type { MenuProps } from "./menu-props.ts";

const MenuPopup = lazily(() => import("./MenuPopup.tsx").then((file) => file.MenuPopup));

export function Menu({ trigger, ...popup }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const isDrawn = useAfterPaint(isOpen);
  const [isByKeyboard, setByKeyboard] = useState(false);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const button = {
    "aria-haspopup": "menu",
    "aria-expanded": isOpen,
    "data-popup-open": isOpen ? "" : undefined,
    onPointerEnter: MenuPopup.preload,
    onFocus: MenuPopup.preload,
    onClick(event: MouseEvent<HTMLElement>) {
      setAnchor(event.currentTarget);
      // A click that no pointer made.
      setByKeyboard(event.detail === 0);
      setOpen(true);
    },
  };
  return (
    <>
      {cloneElement(trigger, button)}
      {anchor === null ? null : (
        <MenuPopup {...popup} open={isDrawn} onOpenChange={setOpen} anchor={anchor} startsAtFirst={isByKeyboard} />
      )}
    </>
  );
}
