/** A finger that rests on an element for half a second, without moving or lifting. */
import { type PointerEvent, useEffect, useRef } from "react";

const HOLD_MS = 500;
const MOVED_PX = 10;

export interface LongPressHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
}

/** `onLongPress` gets where the finger rests. Only fingers and pens: a mouse has a second button. */
export function useLongPress(onLongPress: (at: { x: number; y: number }) => void): LongPressHandlers {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const origin = useRef({ x: 0, y: 0 });
  const stop = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    onPointerDown: (event) => {
      stop();
      if (event.pointerType === "mouse") return;
      const at = { x: event.clientX, y: event.clientY };
      origin.current = at;
      timer.current = setTimeout(() => onLongPress(at), HOLD_MS);
    },
    onPointerMove: ({ clientX, clientY }) => {
      if (Math.hypot(clientX - origin.current.x, clientY - origin.current.y) > MOVED_PX) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  };
}
