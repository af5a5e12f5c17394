/** The operations of a device over all its lives: their numbers, and which sends of former lives are still without an outcome. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "@oschat/protocol";
import type { Entry, Operation } from "../history/entry.ts";
import { HISTORY_FILE, type HistoryWriter } from "../history/history-file.ts";

export interface Place {
  messageId: string | null;
  seq: number | null;
  rev: number | null;
}

const NOWHERE: Place = { messageId: null, seq: null, rev: null };

export interface Operations {
  /** Sends without an outcome: `clientMsgId` to number. */
  readonly openSends: ReadonlyMap<string, number>;
  /** How many requests that are followed have no answer yet. */
  readonly unanswered: number;
  invoke(operation: Operation): number;
  ok(op: number, place?: Place): void;
  fail(op: number, code: string): void;
  unknown(op: number, why: string): void;
  /** Follows a request whose refusals are final and whose silence says nothing. */
  follow(operation: Operation, request: Promise<Partial<Place>>): void;
}

export function createOperations(folder: string, device: string, history: HistoryWriter): Operations {
  const past = readPast(join(folder, `${device}${HISTORY_FILE}`));
  const openSends = new Map<string, number>();
  let count = 0;
  let unanswered = 0;
  for (const entry of past) {
    if (entry.type === "invoke") {
      count = Math.max(count, entry.op + 1);
      if (entry.operation.do === "send") openSends.set(entry.operation.clientMsgId, entry.op);
    }
    if (entry.type === "ok" || entry.type === "fail") close(entry.op);
  }

  function close(op: number): void {
    for (const [id, open] of openSends) if (open === op) openSends.delete(id);
  }

  const operations: Operations = {
    openSends,
    get unanswered() {
      return unanswered;
    },
    invoke(operation) {
      const op = count;
      count += 1;
      if (operation.do === "send") openSends.set(operation.clientMsgId, op);
      history.write({ type: "invoke", op, operation });
      return op;
    },
    ok(op, place = NOWHERE) {
      close(op);
      history.write({ type: "ok", op, ...place });
    },
    fail(op, code) {
      close(op);
      history.write({ type: "fail", op, code });
    },
    unknown: (op, why) => history.write({ type: "unknown", op, why }),
    follow(operation, request) {
      const op = operations.invoke(operation);
      unanswered += 1;
      request
        .then(
          (place) => operations.ok(op, { ...NOWHERE, ...place }),
          (error) => {
            if (error instanceof Refusal && !error.retryable) operations.fail(op, error.code);
            else operations.unknown(op, error instanceof Refusal ? error.code : "no answer");
          },
        )
        .finally(() => {
          unanswered -= 1;
        });
    },
  };
  return operations;
}

function readPast(file: string): Entry[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  return whole
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Entry);
}
