/**
 * A fixed schedule, whatever the server does. Times count from when a message was due, not from when it was sent, so that a server
 * (or this client) that falls behind shows it in every message that waited.
 */
import { type Latencies, summarise } from "../kit/statistics.ts";
import type { OpenCrowd } from "./crowd.ts";

const TICK_MS = 1;
const NOTE_DIGITS = 12;
const ZERO = 0x30;
const NOTE_KEY = Buffer.from('"body":"');

export interface OpenLoopResult {
  /** From due to arrival at each member, or to the answer, in milliseconds. */
  latencies: Latencies;
  /** How late this client itself sent, in milliseconds: part of the above. */
  lateness: Latencies;
}

export interface OpenLoopOrder {
  seconds: number;
  perSecond: number;
  /** What ends a message's time: each delivery of it, or its answer. */
  until: "delivery" | "answer";
  /** How much longer than usual messages are. */
  padding?: number;
}

export async function openLoop(
  crowd: OpenCrowd,
  { seconds, perSecond, until, padding = 0 }: OpenLoopOrder,
): Promise<OpenLoopResult> {
  const senders = crowd.members.filter(({ isSender }) => isSender);
  const total = Math.max(1, Math.round(seconds * perSecond));
  const latencies = new Float64Array(until === "delivery" ? total * crowd.heardBy : total);
  const lateness = new Float64Array(total);
  let ended = 0;
  const dueMs = (message: number) => (message / perSecond) * 1_000;
  const started = performance.now();
  crowd.listener =
    until === "delivery"
      ? {
          onDelivery: (buffer, start) => {
            const at = buffer.indexOf(NOTE_KEY, start) + NOTE_KEY.length;
            latencies[ended] = performance.now() - started - readDigits(buffer, at) / 1_000;
            ended += 1;
          },
        }
      : {
          onAnswer: () => {
            latencies[ended] = performance.now() - started - dueMs(ended);
            ended += 1;
          },
        };
  let sent = 0;
  const more = "x".repeat(padding);
  while (sent < total) {
    const now = performance.now() - started;
    for (let due = dueMs(sent); due <= now && sent < total; due = dueMs(sent)) {
      const sender = senders[sent % senders.length];
      if (sender === undefined) throw new Error("nobody sends");
      lateness[sent] = performance.now() - started - due;
      crowd.say(sender, `${String(Math.round(due * 1_000)).padStart(NOTE_DIGITS, "0")}${more} `);
      sent += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await crowd.finish();
  crowd.listener = {};
  return { latencies: summarise(latencies), lateness: summarise(lateness) };
}

/** A number of `NOTE_DIGITS` digits, read where it stands. */
function readDigits(buffer: Buffer, at: number): number {
  let number = 0;
  for (let digit = at; digit < at + NOTE_DIGITS; digit += 1) number = number * 10 + (buffer[digit] ?? 0) - ZERO;
  return number;
}
