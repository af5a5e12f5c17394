export { insertDm, insertGroupWithNews } from "./create-conversation.ts";
export { conversationRoutes } from "./routes.ts";
