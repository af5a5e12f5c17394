/** The timeline of a conversation, and what other features may do to its messages. */
export { focusComposer, offerComposer } from "./composer-focus.ts";
export { conversationName } from "./conversation-name.ts";
export { GrowingTextarea } from "./GrowingTextarea.tsx";
export { isComposing } from "./ime.ts";
export { MessageBody } from "./MessageBody.tsx";
export { wordsIn } from "./markdown/markdown-loader.ts";
export { editLastOwn } from "./message-ui.ts";
export { sentenceText, systemSentence } from "./system-sentence.ts";
export { Timeline } from "./Timeline.tsx";
export { isTouchKeyboard } from "./touch-keyboard.ts";
export { useLongPress } from "./use-long-press.ts";
export { useNow } from "./use-now.ts";
export { usePageActive } from "./use-page-active.ts";
export { endUnreadLine } from "./use-unread-mark.ts";
