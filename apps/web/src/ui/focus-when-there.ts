const ATTEMPTS = 20;

let frame = 0;

/** Focuses what `find` finds once it is there: a row that was far away is mounted and measured first. Only the last wish counts. */
export function focusWhenThere(find: () => HTMLElement | null | undefined): void {
  cancelAnimationFrame(frame);
  let attempts = 0;
  const attempt = () => {
    const element = find();
    element?.focus({ preventScroll: true });
    attempts += 1;
    const hasFocus = element != null && document.activeElement === element;
    if (!hasFocus && attempts < ATTEMPTS) frame = requestAnimationFrame(attempt);
  };
  frame = requestAnimationFrame(attempt);
}
