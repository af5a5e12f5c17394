export { readMarkerEvents } from "./events.ts";
export { readMarkerRoutes } from "./routes.ts";
export { unreadCount } from "./unread-count.ts";
