/** For what the next picture can do without: it is done once that picture has been handed to the screen. */
import { useEffect, useState } from "react";

/** Returns how to call it off. */
export function afterPaint(task: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    // A task after a frame's callbacks runs when the frame has been handed to the screen.
    timer = setTimeout(task);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/**
 * Whether what is wanted is to be drawn: one picture later, so that whoever pressed sees first that the press has been taken. What is
 * wanted from the beginning is drawn at once, and what is no longer wanted goes at once.
 */
export function useAfterPaint(isWanted: boolean): boolean {
  const [isDue, setDue] = useState(isWanted);
  useEffect(() => {
    if (!isWanted) setDue(false);
    else if (!isDue) return afterPaint(() => setDue(true));
  }, [isWanted, isDue]);
  return isWanted && isDue;
}
