export { enforce, lockConversation } from "./lock-conversation.ts";
export * from "./membership.rules.ts";
export { isMember, readConversationIds, readMemberships, readPeopleAround, roleOf } from "./membership.store.ts";
