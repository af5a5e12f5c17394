interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const GAP = 6;
const MARGIN = 4;

/** Where a hint of `hint`'s size stands: above its target, below where there is no room, inside the window always. */
export function placeHint(target: Box, hint: Pick<Box, "width" | "height">, window: Pick<Box, "width" | "height">) {
  const middle = target.left + target.width / 2 - hint.width / 2;
  const above = target.top - GAP - hint.height;
  return {
    left: Math.max(MARGIN, Math.min(middle, window.width - hint.width - MARGIN)),
    top: above >= MARGIN ? above : target.top + target.height + GAP,
  };
}
