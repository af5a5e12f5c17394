"use client";
import type { KeyboardEvent, PointerEvent } from "react";
import { text } from "../../language/index.ts";
import { clampSidebarWidth, rememberSidebarWidth, SIDEBAR_WIDTH } from "./sidebar-width.ts";

interface SidebarResizerProps {
  width: number;
  onWidthChange: (width: number) => void;
}

/** The edge to drag; by keyboard with the arrow keys, Home and End. A double click gives the first width back. */
export function SidebarResizer({ width, onWidthChange }: SidebarResizerProps) {
  function settle(next: number) {
    const settled = clampSidebarWidth(next);
    onWidthChange(settled);
    rememberSidebarWidth(settled);
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      onWidthChange(clampSidebarWidth(isRightToLeft() ? window.innerWidth - event.clientX : event.clientX));
  }

  function onKeyDown(event: KeyboardEvent) {
    const next = widthAfterKey(event.key, width);
    if (next === null) return;
    event.preventDefault();
    settle(next);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is operated is not a thematic break
    <div
      role="separator"
      aria-label={text("frame.listWidth")}
      aria-orientation="vertical"
      aria-valuemin={SIDEBAR_WIDTH.min}
      aria-valuemax={SIDEBAR_WIDTH.max}
      aria-valuenow={width}
      tabIndex={0}
      className="-ms-1 absolute inset-y-0 start-full z-10 hidden w-2 cursor-col-resize touch-none after:absolute after:inset-y-0 after:start-[3px] after:w-0.5 hover:after:bg-accent focus-visible:outline-none focus-visible:after:bg-accent active:after:bg-accent desk:block"
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onPointerUp={() => settle(width)}
      onDoubleClick={() => settle(SIDEBAR_WIDTH.initial)}
      onKeyDown={onKeyDown}
    />
  );
}

function widthAfterKey(key: string, width: number): number | null {
  switch (key) {
    case "ArrowLeft":
      return isRightToLeft() ? width + 16 : width - 16;
    case "ArrowRight":
      return isRightToLeft() ? width - 16 : width + 16;
    case "Home":
      return SIDEBAR_WIDTH.min;
    case "End":
      return SIDEBAR_WIDTH.max;
    default:
      return null;
  }
}

function isRightToLeft(): boolean {
  return document.documentElement.dir === "rtl";
}
