/**
 * The tables as TypeScript sees them, kept true by a test that compares COLUMNS with the migrated database.
 */
import type { Role, SystemEvent } from "@oschat/protocol";
import type { ColumnType, Generated } from "kysely";

type At = ColumnType<Date, Date | undefined, Date>;

interface UsersTable {
  id: string;
  email: string;
  name: string;
  avatar_url: string | null;
  disabled_at: Date | null;
  created_at: At;
  updated_at: At;
}
interface IdentitiesTable {
  issuer: string;
  subject: string;
  user_id: string;
  created_at: At;
  last_sign_in_at: At;
}
interface SessionsTable {
  id: string;
  user_id: string;
  device: string;
  created_at: At;
  last_used_at: At;
  expires_at: ColumnType<Date, Date, Date>;
  revoked_at: Date | null;
}
interface ConversationsTable {
  id: string;
  type: "dm" | "group";
  title: string | null;
  dm_key: string | null;
  member_count: number;
  last_seq: Generated<number>;
  last_rev: Generated<number>;
  created_at: At;
  updated_at: At;
}
interface ConversationMembersTable {
  conversation_id: string;
  user_id: string;
  role: ColumnType<Role, Role | undefined, Role>;
  joined_at: At;
  last_read_seq: Generated<number>;
  muted: Generated<boolean>;
  unread_from: ColumnType<number | null, number | null | undefined>;
  own_rev: Generated<number>;
  last_seen_at: Date | null;
  last_seen_msg_id: string | null;
}
interface MessagesTable {
  id: string;
  conversation_id: string;
  sender_id: string;
  client_msg_id: string;
  kind: ColumnType<"text" | "system", "text" | "system" | undefined, never>;
  body: string;
  body_digest: Buffer;
  system: ColumnType<SystemEvent | null, string | null, never>;
  seq: number;
  rev: number;
  sent_rev: number;
  created_at: ColumnType<Date, Date, never>;
  edited_at: Date | null;
  deleted_at: Date | null;
}
interface ServerStateTable {
  singleton: Generated<boolean>;
  epoch: Generated<string>;
}

export interface Database {
  users: UsersTable;
  identities: IdentitiesTable;
  sessions: SessionsTable;
  conversations: ConversationsTable;
  conversation_members: ConversationMembersTable;
  messages: MessagesTable;
  server_state: ServerStateTable;
}

type SqlType = "uuid" | "text" | "timestamptz" | "int4" | "int8" | "bytea" | "jsonb" | "bool";

/** Every column and its PostgreSQL type; `?` marks one that may be null. */
export const COLUMNS: { [T in keyof Database]: { [C in keyof Database[T]]: SqlType | `${SqlType}?` } } = {
  users: {
    id: "uuid",
    email: "text",
    name: "text",
    avatar_url: "text?",
    disabled_at: "timestamptz?",
    created_at: "timestamptz",
    updated_at: "timestamptz",
  },
  identities: {
    issuer: "text",
    subject: "text",
    user_id: "uuid",
    created_at: "timestamptz",
    last_sign_in_at: "timestamptz",
  },
  sessions: {
    id: "uuid",
    user_id: "uuid",
    device: "text",
    created_at: "timestamptz",
    last_used_at: "timestamptz",
    expires_at: "timestamptz",
    revoked_at: "timestamptz?",
  },
  conversations: {
    id: "uuid",
    type: "text",
    title: "text?",
    dm_key: "text?",
    member_count: "int4",
    last_seq: "int8",
    last_rev: "int8",
    created_at: "timestamptz",
    updated_at: "timestamptz",
  },
  conversation_members: {
    conversation_id: "uuid",
    user_id: "uuid",
    role: "text",
    joined_at: "timestamptz",
    last_read_seq: "int8",
    muted: "bool",
    unread_from: "int8?",
    own_rev: "int8",
    last_seen_at: "timestamptz?",
    last_seen_msg_id: "uuid?",
  },
  messages: {
    id: "uuid",
    conversation_id: "uuid",
    sender_id: "uuid",
    client_msg_id: "uuid",
    kind: "text",
    body: "text",
    body_digest: "bytea",
    system: "jsonb?",
    seq: "int8",
    rev: "int8",
    sent_rev: "int8",
    created_at: "timestamptz",
    edited_at: "timestamptz?",
    deleted_at: "timestamptz?",
  },
  server_state: { singleton: "bool", epoch: "uuid" },
};
