export { readMarkerEvents } from "./events.ts";
export { readMarkerRoutes } from "./routes.ts";
export { UNREAD_COUNT } from "./unread-count.ts";
