/**
 * A closed loop that outlives whatever it talks to: a refused send is repeated under its id, a broken connection ends its member's
 * part. Keeps what was promised (each acknowledgement) and what was heard, to be compared with what is stored.
 */
import { randomUUID } from "node:crypto";
import { type Connection, openConnection } from "./connection.ts";
import { readPlace, type Seat, WORDS } from "./crowd.ts";

const REPEAT_MS = 200;
const FIRST_LETTER = 3;
const REFUSED = 0x65;
const POLL_MS = 10;

export interface RushOrder {
  port: number;
  seats: readonly Seat[];
  conversationIds: readonly string[];
  inFlight: number;
  seconds: number;
  /** How long to wait for the last answers afterwards. */
  patienceMs: number;
}

export interface Promised {
  clientMsgId: string;
  messageId: string;
  conversationId: string;
  seq: number;
}

export interface RushResult {
  acknowledged: Promised[];
  sent: number;
  /** Sends that were refused, to be repeated. */
  refused: number;
  /** Sends whose outcome nobody told. */
  unknown: number;
  /** The highest place that anyone heard of, by conversation. */
  heard: Record<string, number>;
}

export async function rush(order: RushOrder): Promise<RushResult> {
  const result: RushResult = { acknowledged: [], sent: 0, refused: 0, unknown: 0, heard: {} };
  const giveUpAt = performance.now() + order.seconds * 1_000;
  let open = 0;
  const join = async ({ token, group, isSender }: Seat): Promise<() => void> => {
    const conversationId = order.conversationIds[group] ?? "";
    const underWay = new Map<number, string>();
    const say = (clientMsgId: string) => {
      const payload = { conversationId, clientMsgId, body: WORDS };
      underWay.set(connection.send(JSON.stringify(["message:send", payload])), clientMsgId);
    };
    const sayNext = () => {
      if (performance.now() > giveUpAt) return;
      result.sent += 1;
      result.unknown += 1;
      say(randomUUID());
    };
    const { connection }: { connection: Connection } = await openConnection(order.port, token, {
      onDelivery(buffer, start, end) {
        const place = readPlace(buffer, start, end);
        if (place > (result.heard[conversationId] ?? 0)) result.heard[conversationId] = place;
      },
      onAnswer(id, buffer, start, end) {
        const clientMsgId = underWay.get(id) ?? "";
        underWay.delete(id);
        if (buffer[start + FIRST_LETTER] === REFUSED) {
          result.refused += 1;
          setTimeout(() => say(clientMsgId), REPEAT_MS);
          return;
        }
        const [promised] = JSON.parse(buffer.toString("utf8", start, end)) as [Promised];
        result.acknowledged.push(promised);
        result.unknown -= 1;
        sayNext();
      },
      onClose() {
        open -= 1;
      },
    });
    open += 1;
    return () => {
      if (isSender) for (let sends = 0; sends < order.inFlight; sends += 1) sayNext();
    };
  };
  const beginnings = await Promise.all(order.seats.map(join));
  for (const begin of beginnings) begin();
  const isOver = () => performance.now() > giveUpAt && result.unknown === 0;
  while (open > 0 && !isOver() && performance.now() < giveUpAt + order.patienceMs) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return result;
}
