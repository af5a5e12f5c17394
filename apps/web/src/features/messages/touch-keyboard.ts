/** On a touch keyboard Enter is the only way to a new line, so it does not send there. */
export function isTouchKeyboard(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}
