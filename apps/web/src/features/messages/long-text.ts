/** Tells texts that would take more than a screen, and are folded until somebody wants them whole. */

const LONG_CHARACTERS = 2_000;
const LONG_LINES = 24;

export function isLongText(text: string): boolean {
  return text.length > LONG_CHARACTERS || text.split("\n", LONG_LINES + 1).length > LONG_LINES;
}
