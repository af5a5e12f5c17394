/** A person's own sessions, as they see them. */
import type { Session, SessionList } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import type { Actor } from "../../http/authentication.ts";
import { listLiveSessions, type SessionRow } from "./sessions.store.ts";

export async function listSessions(db: Db, actor: Actor): Promise<SessionList> {
  const rows = await listLiveSessions(db, actor.user.id);
  return { sessions: rows.map((row) => presentSession(row, actor.sessionId)) };
}

function presentSession(row: SessionRow, currentId: string): Session {
  return {
    id: row.id,
    device: row.device,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    current: row.id === currentId,
  };
}
