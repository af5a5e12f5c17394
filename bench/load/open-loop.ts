/**
 * A fixed schedule, whatever the server does. Times count from when a message was due, not from when it was sent, so that a server
 * (or this client) that falls behind shows it in every message that waited.
 */
import { type Latencies, summarise } from "../kit/statistics.ts";
import type { OpenCrowd } from "./crowd.ts";

const TICK_MS = 1;
const NOTE_DIGITS = 12;
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
  const latencies: number[] = [];
  const lateness: number[] = [];
  const dueTimes: number[] = [];
  let answers = 0;
  const started = performance.now();
  crowd.listener =
    until === "delivery"
      ? {
          onDelivery: (buffer, start) => {
            const at = buffer.indexOf(NOTE_KEY, start) + NOTE_KEY.length;
            const due = Number(buffer.toString("latin1", at, at + NOTE_DIGITS)) / 1_000;
            latencies.push(performance.now() - started - due);
          },
        }
      : {
          onAnswer: () => {
            latencies.push(performance.now() - started - (dueTimes[answers] ?? 0));
            answers += 1;
          },
        };
  let sent = 0;
  const more = "x".repeat(padding);
  const total = Math.max(1, Math.round(seconds * perSecond));
  while (sent < total) {
    const now = performance.now() - started;
    for (let due = (sent / perSecond) * 1_000; due <= now && sent < total; due = (sent / perSecond) * 1_000) {
      const sender = senders[sent % senders.length];
      if (sender === undefined) throw new Error("nobody sends");
      dueTimes.push(due);
      lateness.push(performance.now() - started - due);
      crowd.say(sender, `${String(Math.round(due * 1_000)).padStart(NOTE_DIGITS, "0")}${more} `);
      sent += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await crowd.finish();
  crowd.listener = {};
  return { latencies: summarise(latencies), lateness: summarise(lateness) };
}
