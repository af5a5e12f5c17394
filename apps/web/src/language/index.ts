/** What the app says, and in which language. */
export type { TextKey } from "./english.ts";

<<<<<<< HEAD

export { richText, spokenLanguage, type TextValues, text } from "./text.ts";

=======

export { LANGUAGES, RIGHT_TO_LEFT } from "./languages.ts";
export { SpokenApp } from "./SpokenApp.tsx";
export { hoursChoice, languageChoice } from "./speech.ts";
export { richText, spokenLanguage, text } from "./text.ts";

>>>>>>> 4e971d4 (settings: Theme, accent, text size, density, language and hours, kept on this device)
