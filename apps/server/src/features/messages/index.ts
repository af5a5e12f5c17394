export { appendMessages, type Send, type SendResult } from "./append-messages.ts";
export { messageEvents } from "./events.ts";
export { createGroupCommit, type GroupCommit } from "./group-commit.ts";
export { MESSAGE_COLUMNS, toIsoTime, type UtcText, utcText } from "./message-columns.ts";
export { postSystemMessage } from "./post-system-message.ts";
export { type MessageRow, presentMessage } from "./present-message.ts";
export { messageRoutes } from "./routes.ts";
