/**
 * News about a conversation itself, told in its timeline. It takes a seq and a rev like every message, in the transaction of the
 * change it tells, so that catching up on messages is catching up on title, members and roles too (S7).
 */
import { createHash, randomUUID } from "node:crypto";
import type { Message, Person, SystemEvent } from "@oschat/protocol";
import { sql } from "kysely";
import { uuidv7 } from "uuidv7";
import type { Transaction } from "../../database/connection.ts";
import { utcText } from "./message-columns.ts";
import { presentMessage } from "./present-message.ts";

/** Stores the news and returns the message to deliver once the transaction has committed. */
export async function postSystemMessage(
  tx: Transaction,
  conversationId: string,
  { actor, system }: { actor: Person; system: SystemEvent },
): Promise<Message> {
  const heads = await tx
    .updateTable("conversations")
    .set({ last_seq: sql`last_seq + 1`, last_rev: sql`last_rev + 1`, updated_at: sql`clock_timestamp()` })
    .where("id", "=", conversationId)
    .returning(["last_seq", "last_rev", "updated_at", utcText("updated_at").as("created_at")])
    .executeTakeFirstOrThrow();
  const body = tellInEnglish(actor.name, system);
  const row = {
    id: uuidv7(),
    conversation_id: conversationId,
    sender_id: actor.id,
    client_msg_id: randomUUID(),
    kind: "system" as const,
    body,
    seq: heads.last_seq,
    rev: heads.last_rev,
    edited_at: null,
    deleted_at: null,
  };
  await tx
    .insertInto("messages")
    .values({
      ...row,
      created_at: heads.updated_at,
      system: JSON.stringify(system),
      sent_rev: row.rev,
      body_digest: createHash("sha256").update(body).digest(),
    })
    .execute();
  return presentMessage({
    ...row,
    created_at: heads.created_at,
    system,
    sender_name: actor.name,
    sender_avatar: actor.avatarUrl,
  });
}

/** For clients that show only text. */
function tellInEnglish(actorName: string, system: SystemEvent): string {
  switch (system.type) {
    case "group_created":
      return `${actorName} created the group ${system.title}`;
    case "renamed":
      return `${actorName} renamed the group to ${system.title}`;
    case "member_added":
      return `${actorName} added ${system.name}`;
    case "member_removed":
      return `${actorName} removed ${system.name}`;
    case "member_left":
      return `${system.name} left`;
    case "role_changed":
      return `${actorName} made ${system.name} ${system.role === "admin" ? "an admin" : "a member"}`;
    case "ownership_transferred":
      return `${actorName} made ${system.name} the owner`;
  }
}
