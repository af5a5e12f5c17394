export { createSync, type Sync } from "./create-sync.ts";
export { createEpochReader } from "./epoch.ts";
export { syncEvents } from "./events.ts";
export { syncRoutes } from "./routes.ts";
