export { findOrInsertDm } from "./conversations.store.ts";
export { insertGroupWithNews } from "./create-conversation.ts";
export { conversationRoutes } from "./routes.ts";
