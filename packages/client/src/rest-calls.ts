/** The REST calls the engine makes, typed by the protocol's table. */
import type {
  ChangeOwnMarks,
  ConversationDetails,
  ConversationList,
  HistoryPage,
  Me,
  OwnMarksChanged,
  Role,
  SearchUsersResult,
} from "@oschat/protocol";
import type { Transport } from "./transport.ts";

export type RestCalls = ReturnType<typeof createRestCalls>;

export function createRestCalls(http: Transport["http"]) {
  const path = (...parts: string[]) => `/${parts.map(encodeURIComponent).join("/")}`;
  return {
    me: () => http("GET", "/me") as Promise<Me>,
    findPeople: (email: string) =>
      http("GET", `/users/search?email=${encodeURIComponent(email)}`) as Promise<SearchUsersResult>,
    conversations: (limit: number, before: string | null) =>
      http(
        "GET",
        `/conversations?limit=${limit}${before === null ? "" : `&before=${before}`}`,
      ) as Promise<ConversationList>,
    conversation: (id: string) => http("GET", path("conversations", id)) as Promise<ConversationDetails>,
    newestPage: (id: string) => http("GET", path("conversations", id, "messages")) as Promise<HistoryPage>,
    pageBefore: (id: string, messageId: string) =>
      http("GET", `${path("conversations", id, "messages")}?before=${messageId}`) as Promise<HistoryPage>,
    pageAfter: (id: string, messageId: string) =>
      http("GET", `${path("conversations", id, "messages")}?after=${messageId}`) as Promise<HistoryPage>,
    pageAround: (id: string, messageId: string) =>
      http(
        "GET",
        `${path("conversations", id, "messages")}?around=${encodeURIComponent(messageId)}`,
      ) as Promise<HistoryPage>,
    createDm: (email: string) => http("POST", "/conversations/dm", { email }) as Promise<ConversationDetails>,
    createGroup: (title: string, memberEmails: readonly string[]) =>
      http("POST", "/conversations/group", { title, memberEmails }) as Promise<ConversationDetails>,
    rename: (id: string, title: string) =>
      http("PATCH", path("conversations", id), { title }) as Promise<ConversationDetails>,
    addMember: (id: string, email: string) =>
      http("POST", path("conversations", id, "members"), { email }) as Promise<ConversationDetails>,
    changeRole: (id: string, userId: string, role: Role) =>
      http("PATCH", path("conversations", id, "members", userId), { role }) as Promise<ConversationDetails>,
    changeOwnMarks: (id: string, change: ChangeOwnMarks) =>
      http("PATCH", path("conversations", id, "own"), change) as Promise<OwnMarksChanged>,
    removeMember: (id: string, userId: string) => http("DELETE", path("conversations", id, "members", userId)),
  };
}
