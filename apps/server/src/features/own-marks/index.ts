export { ownMarkRoutes } from "./routes.ts";
