export type { TextKey } from "./english.ts";
export { richText, spokenLanguage, type TextValues, text } from "./text.ts";
