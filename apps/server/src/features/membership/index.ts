export { enforce, lockConversation, roleOf } from "./lock-conversation.ts";
export * from "./membership.rules.ts";
export { isMember, readConversationIds } from "./membership.store.ts";
