/** A device without a socket: a bot that sends with `fetch`, and writes down how each attempt went. */
import { type MessageAck, Refusal, WireError } from "@oschat/protocol";
import { type HistoryWriter, monotonicNow, openHistory } from "../history/history-file.ts";
import type { Wish } from "../load/cast.ts";
import type { DeviceOrder, DeviceProgram } from "./device.ts";
import { createOperations } from "./operations.ts";
import { createPatientSender } from "./patient-sender.ts";

const ANSWER_MS = 15_000;

export function restDevice({ info, url, token, folder }: DeviceOrder): DeviceProgram {
  const history = openHistory(folder, info.device);
  const operations = createOperations(folder, info.device, history);
  history.write({ type: "started", outbox: [] });
  let isOnline = true;

  const sender = createPatientSender(operations, async ({ conversationId, clientMsgId, body }, op) => {
    if (!isOnline) throw new Error("offline");
    return post(history, op, {
      address: `${url}/conversations/${conversationId}/messages`,
      token,
      body: { clientMsgId, body },
    });
  });

  const perform: { [D in Wish["do"]]?: (wish: Extract<Wish, { do: D }>) => void } = {
    send: ({ conversationId, text, clientMsgId = crypto.randomUUID(), times = 1 }) =>
      sender.send({ conversationId, clientMsgId, body: text, times }),
  };

  return {
    start: async () => {},
    perform: (wish) => perform[wish.do]?.(wish as never),
    setNetwork(now) {
      isOnline = now;
    },
    reconnect() {},
    progress: () => ({ places: {}, pending: sender.pending, status: "live" }),
    final: async () => [],
  };
}

async function post(
  history: HistoryWriter,
  op: number,
  { address, token, body }: { address: string; token: string; body: object },
): Promise<MessageAck> {
  const began = monotonicNow();
  const note = (status: number | null, result: string) =>
    history.write({ type: "attempt", op, tookMs: monotonicNow() - began, status, result });
  let status: number;
  let answer: unknown;
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    status = response.status;
    answer = await response.json();
  } catch (error) {
    note(null, "no answer");
    throw error;
  }
  if (status === 201) {
    note(status, "ok");
    return answer as MessageAck;
  }
  const refusal = WireError.safeParse(answer);
  note(status, refusal.success ? refusal.data.error.code : "no answer");
  if (!refusal.success) throw new Error(`answered ${status} without saying why`);
  const { code, message, retryAfterMs } = refusal.data.error;
  throw new Refusal(code, { message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
}
