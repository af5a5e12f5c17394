export type { TextKey } from "./english.ts";
export { richText, spokenLanguage, text } from "./text.ts";
