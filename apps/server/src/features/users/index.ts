export { requirePeople } from "./require-people.ts";
export { userRoutes } from "./routes.ts";
