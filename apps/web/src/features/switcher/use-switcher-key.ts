import { useEffect } from "react";

/** Ctrl+K, or Cmd+K, from anywhere on the page. */
export function useSwitcherKey(onPressed: () => void): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const isSwitcherKey = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === "k";
      if (!isSwitcherKey || event.isComposing) return;
      event.preventDefault();
      onPressed();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [onPressed]);
}
