/** Emoji: the picker, and completion of their codes while writing. Both arrive when they are wanted. */
export { EmojiCompletion, EmojiPopover } from "./lazy-emoji.ts";
export { type TypedCode, typedCode } from "./typed-code.ts";
