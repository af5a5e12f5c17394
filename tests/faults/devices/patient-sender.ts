/**
 * Sending as a careful program does it that has no engine: first in first out in each conversation, one at a time, with the same id
 * until the server has said yes, or no for good.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { type MessageAck, Refusal } from "@oschat/protocol";
import type { Operations } from "./operations.ts";

const PAUSE_MS = 200;

export interface Letter {
  conversationId: string;
  clientMsgId: string;
  body: string;
  /** Sent so often at once; all answers must agree. */
  times: number;
}

export interface PatientSender {
  send(letter: Letter): void;
  readonly pending: number;
}

/** @param attempt one try; a {@link Refusal}, or any other error for no answer */
export function createPatientSender(
  operations: Operations,
  attempt: (letter: Letter, op: number) => Promise<MessageAck>,
): PatientSender {
  const lanes = new Map<string, Promise<void>>();
  let pending = 0;

  async function deliver(letter: Letter): Promise<void> {
    const { conversationId, clientMsgId, body, times } = letter;
    const op = operations.invoke({ do: "send", conversationId, clientMsgId, body });
    await Promise.all(Array.from({ length: times }, () => untilSettled(letter, op)));
    pending -= 1;
  }

  async function untilSettled(letter: Letter, op: number): Promise<void> {
    for (let isDoubtful = false; ; isDoubtful = true) {
      try {
        const { messageId, seq, rev } = await attempt(letter, op);
        return operations.ok(op, { messageId, seq, rev });
      } catch (error) {
        // Tried before without an answer: a refusal now does not say that it never happened.
        if (error instanceof Refusal && !error.retryable && isDoubtful) return operations.unknown(op, error.code);
        if (error instanceof Refusal && !error.retryable) return operations.fail(op, error.code);
        await sleep(error instanceof Refusal ? (error.details.retryAfterMs ?? PAUSE_MS) : PAUSE_MS);
      }
    }
  }

  return {
    send(letter) {
      pending += 1;
      const lane = lanes.get(letter.conversationId) ?? Promise.resolve();
      lanes.set(
        letter.conversationId,
        lane.then(() => deliver(letter)),
      );
    },
    get pending() {
      return pending;
    },
  };
}
