export { requirePeople } from "./require-people.ts";
export { userRoutes } from "./routes.ts";
export { tellProfile } from "./tell-profile.ts";
