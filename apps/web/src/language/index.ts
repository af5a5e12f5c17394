/** What the app says, and in which language. */
export type { TextKey } from "./english.ts";
export { formatMoment } from "./format-moment.ts";
export { baseOf } from "./languages.ts";
export { SpokenApp } from "./SpokenApp.tsx";
export { hoursChoice, languageChoice } from "./speech.ts";
export { richText, spokenLanguage, type TextValues, text } from "./text.ts";
