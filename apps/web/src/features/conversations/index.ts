/** Conversations: the list, the one that is open, starting new ones. */
export { ConnectionBanner } from "./ConnectionBanner.tsx";
export { ConversationAvatar } from "./ConversationAvatar.tsx";
export { ConversationList } from "./ConversationList.tsx";
export { ConversationPane } from "./ConversationPane.tsx";
export { nameOf } from "./conversation-name.ts";
export { FoundPersonCard } from "./FoundPersonCard.tsx";
export { NewConversationButton } from "./NewConversationButton.tsx";
export { beginConversation } from "./new-conversation.ts";
export { StartConversation } from "./StartConversation.tsx";
export { keepUnreadBadge } from "./unread-badge.ts";
export { unreadText } from "./unread-text.ts";
export { shownOrder } from "./use-conversation-order.ts";
export { lookupProblem, type PersonLookup, usePersonLookup } from "./use-person-lookup.ts";
