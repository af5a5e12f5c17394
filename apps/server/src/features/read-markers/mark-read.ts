/** Moving one's own read marker: forward only, and never beyond what exists (R1). All of one's devices hear of it. */
import { type MarkRead, type ReadMarker, Refusal } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import type { Delivery } from "../../realtime/delivery.ts";
import { moveMarker, readMarker } from "./read-markers.store.ts";

/** @throws {Refusal} not_found when the user is not in the conversation */
export async function markRead(
  request: MarkRead,
  userId: string,
  { db, delivery }: { db: Db; delivery: Delivery },
): Promise<ReadMarker> {
  const hasMoved = await moveMarker(db, request, userId);
  const marker = await readMarker(db, request.conversationId, userId);
  if (marker === null) throw new Refusal("not_found");
  if (hasMoved) delivery.deliver("read:updated", marker, { user: userId });
  return marker;
}
