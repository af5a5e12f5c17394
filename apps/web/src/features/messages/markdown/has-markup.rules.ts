/** Tells texts that may be formatted from those that surely are not: most messages never need the parser. */

const SIGNS = /[*_~`]|\[[^\]]*\]\(|^[ \t]*(?:>|[-+] |\d{1,9}[.)] )/m;

export function hasMarkup(text: string): boolean {
  return SIGNS.test(text);
}
