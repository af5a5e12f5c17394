/** Keys that belong to an input method, not to us: composing Japanese, Chinese, Korean and others must never send or cancel. */

interface KeyPress {
  readonly keyCode: number;
  readonly nativeEvent: { readonly isComposing: boolean };
}

/** Safari ends a composition before its last keydown, which then carries only the code 229. */
export function isComposing(event: KeyPress): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229;
}
