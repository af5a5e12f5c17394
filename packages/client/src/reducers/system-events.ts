/** What each kind of system message does to a conversation's title, members and roles (S7). Pure; every kind is decided. */
import type { ConversationSummary, Member, Message, Role, SystemEvent } from "@oschat/protocol";

type EventOf<T extends SystemEvent["type"]> = Extract<SystemEvent, { type: T }>;
type Details = Pick<ConversationSummary, "title" | "memberCount" | "role">;

interface Context {
  readonly meId: string;
  readonly message: Message;
}

interface Effect<T extends SystemEvent["type"]> {
  summary(details: Details, event: EventOf<T>, context: Context): Partial<Details>;
  members(members: readonly Member[], event: EventOf<T>, context: Context): readonly Member[];
}

const nothing = () => ({});
const same = (members: readonly Member[]) => members;
const without = (members: readonly Member[], userId: string) => members.filter((member) => member.id !== userId);
const oneLess = (details: Details) => ({ memberCount: details.memberCount - 1 });

function withRole(members: readonly Member[], userId: string, role: Role): readonly Member[] {
  return members.map((member) => (member.id === userId ? { ...member, role } : member));
}

const EFFECTS: { readonly [T in SystemEvent["type"]]: Effect<T> } = {
  group_created: { summary: (_details, event) => ({ title: event.title }), members: same },
  renamed: { summary: (_details, event) => ({ title: event.title }), members: same },
  member_added: {
    summary: (details, event, { meId }) => ({
      memberCount: details.memberCount + 1,
      ...(event.userId === meId ? { role: event.role } : {}),
    }),
    members: (members, event, { message }) => [
      ...without(members, event.userId),
      {
        id: event.userId,
        name: event.name,
        avatarUrl: event.avatarUrl,
        role: event.role,
        joinedAt: message.createdAt,
        lastReadSeq: 0,
        lastSeenAt: null,
        lastSeenMessageId: null,
      },
    ],
  },
  member_removed: { summary: oneLess, members: (members, event) => without(members, event.userId) },
  member_left: { summary: oneLess, members: (members, event) => without(members, event.userId) },
  role_changed: {
    summary: (_details, event, { meId }) => (event.userId === meId ? { role: event.role } : {}),
    members: (members, event) => withRole(members, event.userId, event.role),
  },
  ownership_transferred: {
    summary(details, event, { meId }) {
      if (event.userId === meId) return { role: "owner" };
      return details.role === "owner" ? { role: "admin" } : nothing();
    },
    members: (members, event) =>
      members.map((member) => {
        if (member.id === event.userId) return { ...member, role: "owner" };
        return member.role === "owner" ? { ...member, role: "admin" } : member;
      }),
  },
};

/** Applies one system message to title, member count, my role and the members. */
export function applySystemEvent<S extends Details>(
  summary: S,
  members: readonly Member[] | null,
  message: Message,
  meId: string,
): { summary: S; members: readonly Member[] | null } {
  if (message.system === null) return { summary, members };
  return applyEvent(summary, members, message.system, { meId, message });
}

function applyEvent<S extends Details, T extends SystemEvent["type"]>(
  summary: S,
  members: readonly Member[] | null,
  event: EventOf<T>,
  context: Context,
): { summary: S; members: readonly Member[] | null } {
  const effect: Effect<T> = EFFECTS[event.type as T];
  return {
    summary: { ...summary, ...effect.summary(summary, event, context) },
    members: members === null ? null : effect.members(members, event, context),
  };
}
