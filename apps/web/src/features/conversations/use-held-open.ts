/** Lifting the finger that opened a menu by resting on the screen looks like a press outside of it. */
import { useEffect, useRef } from "react";

const RELEASE_MS = 100;

/** Returns whether what is open may close now. */
export function useHeldOpen(isOpen: boolean): () => boolean {
  const isDown = useRef(false);
  const heldUntil = useRef(0);
  useEffect(() => {
    if (isOpen && isDown.current) heldUntil.current = Number.POSITIVE_INFINITY;
  }, [isOpen]);
  useEffect(() => {
    const controller = new AbortController();
    const options = { signal: controller.signal, capture: true };
    const release = () => {
      isDown.current = false;
      if (heldUntil.current === Number.POSITIVE_INFINITY) heldUntil.current = performance.now() + RELEASE_MS;
    };
    window.addEventListener("pointerdown", ({ pointerType }) => (isDown.current = pointerType !== "mouse"), options);
    window.addEventListener("pointerup", release, options);
    window.addEventListener("pointercancel", release, options);
    return () => controller.abort();
  }, []);
  return () => performance.now() > heldUntil.current;
}
