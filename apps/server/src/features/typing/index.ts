export { typingEvents } from "./events.ts";
export { typingRoutes } from "./routes.ts";
