/** Everything that may cross the wire between oschat's server and its clients, and nothing else. */
import "./in-browsers.ts";

export * from "./auth.ts";
export * from "./conversations.ts";
export * from "./down.ts";
export * from "./errors.ts";
export * from "./ids.ts";
export * from "./limits.ts";
export * from "./messages.ts";
export * from "./read-markers.ts";
export * from "./rest.ts";
export * from "./sync.ts";
export * from "./text.ts";
export * from "./typing.ts";
export * from "./up.ts";
export * from "./users.ts";
