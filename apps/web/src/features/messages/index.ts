/** The timeline of a conversation, and what other features may do to its messages. */
export { conversationName } from "./conversation-name.ts";
export { GrowingTextarea } from "./GrowingTextarea.tsx";
export { isComposing } from "./ime.ts";
export { editLastOwn } from "./message-ui.ts";
export { Timeline } from "./Timeline.tsx";
export { isTouchKeyboard } from "./touch-keyboard.ts";
