/**
 * How much of the page's height a touch keyboard covers, as `--keyboard-inset` on <html>. Browsers that make the page smaller
 * instead leave nothing to do; on iOS the page stays as high as it was, and is pushed up: it is brought back, for what is above the
 * keyboard then has room. A page that is zoomed into is left alone.
 */
const LEAST_PX = 100;

/** Returns how to stop. */
export function followKeyboard(): () => void {
  const { visualViewport: viewport } = window;
  if (viewport === null) return () => {};
  function measure(seen: VisualViewport) {
    const covered = Math.round(window.innerHeight - seen.height);
    const isKeyboard = seen.scale === 1 && covered >= LEAST_PX;
    document.documentElement.style.setProperty("--keyboard-inset", isKeyboard ? `${covered}px` : "0px");
    if (isKeyboard) window.scrollTo(0, 0);
  }
  const onResize = () => measure(viewport);
  viewport.addEventListener("resize", onResize);
  return () => viewport.removeEventListener("resize", onResize);
}
