/** Changing one's own marks of a conversation (R2). All of one's devices hear of it, and nobody else. */
import { type ChangeOwnMarks, type OwnMarksChanged, Refusal } from "@oschat/protocol";
import type { Db } from "../../database/connection.ts";
import type { Delivery } from "../../realtime/delivery.ts";
import { readOwnMarks, updateOwnMarks } from "./own-marks.store.ts";

/** @throws {Refusal} not_found when the user is not in the conversation */
export async function changeOwnMarks(
  { conversationId, change }: { conversationId: string; change: ChangeOwnMarks },
  userId: string,
  { db, delivery }: { db: Db; delivery: Delivery },
): Promise<OwnMarksChanged> {
  const hasChanged = await updateOwnMarks(db, { conversationId, userId }, change);
  const marks = await readOwnMarks(db, { conversationId, userId });
  if (marks === null) throw new Refusal("not_found");
  if (hasChanged) delivery.deliver("own:updated", marks, { user: userId });
  return marks;
}
