import { useEffect, useState } from "react";

/** Whole seconds until `at` (milliseconds since the epoch), counting down; null once it is past, or without one. */
export function useSecondsUntil(at: number | null): number | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (at === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [at]);
  const left = at === null ? 0 : Math.ceil((at - now) / 1_000);
  return left > 0 ? left : null;
}
