export { requirePeople } from "./find-people.ts";
export { userRoutes } from "./routes.ts";
