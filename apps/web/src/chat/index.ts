/** The bridge between the engine and the views. */
export { request } from "./api.ts";
export { isStillThere } from "./arrival.ts";
export { bootChat } from "./boot-chat.ts";
export { sentenceFor } from "./error-sentence.ts";
export { useChatClient, useConnection, useConversation, useCurrentConversationId, useMe } from "./hooks.ts";
export { readLastUserId } from "./last-user.ts";
export { loadAnew } from "./load-anew.ts";
export {
  followHistory,
  goToConversation,
  goToList,
  goToMessage,
  leadToMessage,
  messageAddress,
  setDetailsOpen,
} from "./navigation.ts";
export { followOtherTabs, goOnAs, leaveEndedSession, leaveForGood, signOut } from "./session-end.ts";
