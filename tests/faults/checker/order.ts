/** Order among sends: I11, I12. */
import { groupBy, nameOf } from "./asked.ts";
import type { Run } from "./run.ts";

/** By device and conversation, in the order of the operations; what several devices sent under one id tells nothing. */
export function* oneDeviceInOrder(run: Run): Generator<string> {
  const own = [...run.sends.values()].flatMap((sent) => {
    const [asked, another] = sent.asked;
    const [row] = sent.rows;
    if (asked === undefined || another !== undefined || row === undefined || sent.outcome !== "ok") return [];
    return [{ sent, device: asked.device, op: asked.op, seq: row.seq }];
  });
  for (const lane of groupBy(own, ({ device, sent }) => `${device} ${sent.conversationId}`).values()) {
    lane.sort((a, b) => a.op - b.op);
    for (const [index, { sent, seq }] of lane.entries()) {
      const before = lane[index - 1];
      if (before !== undefined && before.seq > seq) yield `${nameOf(sent)} stands before what was written before it`;
    }
  }
}

/** One pass by place: the latest beginning among the smaller places must not be after an answer. */
export function* afterAnAnswerComesAfter(run: Run): Generator<string> {
  const stored = [...run.sends.values()].filter(({ rows }) => rows.length === 1);
  for (const lane of groupBy(stored, ({ conversationId }) => conversationId).values()) {
    lane.sort((a, b) => (a.rows[0]?.seq ?? 0) - (b.rows[0]?.seq ?? 0));
    let latest = lane[0];
    for (const sent of lane) {
      if (latest === undefined) continue;
      if (sent.okAt !== null && sent.okAt < latest.invokedAt) {
        yield `${nameOf(latest)} began after ${nameOf(sent)} was acknowledged, and stands before it`;
      }
      if (sent.invokedAt > latest.invokedAt) latest = sent;
    }
  }
}
