"use client";
/**
 * Shows the hint of whatever the pointer rests on, or the keyboard has come to: one layer for the whole page, so that a button with a
 * hint costs no more than one without. Escape, a press, or scrolling takes it away.
 */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { placeHint } from "./place-hint.ts";

const DELAY_MS = 350;

export function TooltipLayer() {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  useEffect(() => watchTargets(setTarget), []);
  return target === null ? null : <Hint key={target.dataset.tooltip} target={target} />;
}

function Hint({ target }: { target: HTMLElement }) {
  const hint = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (hint.current === null) return;
    const { left, top } = placeHint(target.getBoundingClientRect(), hint.current.getBoundingClientRect(), {
      width: document.documentElement.clientWidth,
      height: window.innerHeight,
    });
    hint.current.style.left = `${left}px`;
    hint.current.style.top = `${top}px`;
  }, [target]);
  return (
    <div
      ref={hint}
      aria-hidden="true"
      className="appear-late pointer-events-none fixed top-0 left-0 z-50 max-w-64 rounded-input bg-text px-2 py-1 text-meta text-surface"
    >
      {target.dataset.tooltip}
    </div>
  );
}

/** Tells which element's hint is to be seen; returns how to stop. */
function watchTargets(show: (target: HTMLElement | null) => void): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: HTMLElement | null = null;

  function aim(at: EventTarget | null, delay: number) {
    const target = at instanceof Element ? at.closest<HTMLElement>("[data-tooltip]") : null;
    if (target === current) return;
    drop();
    current = target;
    if (target !== null) timer = setTimeout(() => target.isConnected && show(target), delay);
  }
  function drop() {
    clearTimeout(timer);
    if (current !== null) show(null);
    current = null;
  }

  const byPointer = ({ pointerType, target }: PointerEvent) => pointerType === "mouse" && aim(target, DELAY_MS);
  const byKeyboard = ({ target }: FocusEvent) =>
    target instanceof Element && target.matches(":focus-visible") && aim(target, 0);
  const byEscape = ({ key }: KeyboardEvent) => key === "Escape" && drop();
  document.addEventListener("pointerover", byPointer, { signal });
  document.addEventListener("focusin", byKeyboard, { signal });
  document.addEventListener("keydown", byEscape, { signal, capture: true });
  for (const event of ["pointerdown", "scroll", "focusout"]) {
    document.addEventListener(event, drop, { signal, capture: true });
  }
  return () => {
    controller.abort();
    clearTimeout(timer);
  };
}
