/**
 * From a raw socket event to a use case and its answer: known event, valid payload, within budget (E1). The answer goes to the
 * callback; without one it is the event the protocol names, or `request:refused`. Whoever asks on and on although refused is cut off.
 */
import { type ErrorCode, Refusal, UP, type UpEvent } from "@oschat/protocol";
import type { Socket } from "socket.io";
import type { Actor } from "../http/authentication.ts";
import { type Budgets, Flood } from "../http/budgets.ts";
import { invalidRequest, toRefusal } from "../http/errors.ts";
import { noteRefusal } from "../http/security-log.ts";
import { inTime } from "../in-time.ts";
import type { Log } from "../log.ts";
import type { BackPressure } from "./back-pressure.ts";
import type { Events } from "./event-table.ts";

type Answer = (answer: unknown) => void;

/** The table, with the types of single events given up: what all of them have in common. */
type AnyEvents = Record<
  UpEvent,
  {
    cost: number;
    surcharge?(answer: unknown): number;
    handle(request: unknown, actor: Actor): Promise<unknown>;
  }
>;

const UNKNOWN_EVENT_COST = 5;

/** The listener to everything that any socket receives: one function for all of them, called on the socket. */
export function createDispatch({
  events: table,
  budgets,
  backPressure,
  onRefused,
  log,
}: {
  events: Events;
  budgets: Budgets;
  backPressure: Pick<BackPressure, "check">;
  /** Is told of every event that is refused, whatever its name. */
  onRefused: (event: string, code: ErrorCode) => void;
  log: Log;
}) {
  const events = table as unknown as AnyEvents;
  return async function dispatch(this: Socket, name: unknown, ...args: unknown[]): Promise<void> {
    const actor: Actor = this.data.actor;
    // Clients may put anything here, a number or nothing at all.
    const event = typeof name === "string" ? name : "(no name)";
    const last = args.at(-1);
    const callback = typeof last === "function" ? (last as Answer) : null;
    const payload = callback !== null && args.length === 1 ? undefined : args[0];
    try {
      const known = Object.hasOwn(UP, event) ? (event as UpEvent) : null;
      await budgets.charge("person", actor.user.id, known === null ? UNKNOWN_EVENT_COST : events[known].cost);
      if (known === null) {
        throw new Refusal("unknown_event", { message: `There is no event "${event.slice(0, 40)}". See /docs.` });
      }
      const parsed = UP[known].payload.safeParse(payload ?? {});
      if (!parsed.success) throw invalidRequest(parsed.error.issues);
      const { handle, surcharge } = events[known];
      const answer = await inTime(handle(parsed.data, actor), "outcome_unknown");
      if (surcharge !== undefined) budgets.adjust("person", actor.user.id, surcharge(answer));
      reply(this, callback, UP[known].event, answer);
    } catch (error) {
      const { refusal, isExpected } = toRefusal(error);
      if (!isExpected) log.error({ err: error, event: event.slice(0, 40), socket: this.id }, "event failed");
      onRefused(event, refusal.code);
      noteRefusal(log, refusal, { request: this.id, what: event.slice(0, 40), user: actor.user.id });
      refuse(this, callback, { event, payload, refusal });
      if (error instanceof Flood) this.disconnect(true);
    }
    backPressure.check(this.conn);
  };
}

function reply(socket: Socket, callback: Answer | null, event: string | null, answer: unknown): void {
  if (callback !== null) callback(answer);
  else if (event !== null) socket.emit(event, answer);
}

function refuse(
  socket: Socket,
  callback: Answer | null,
  { event, payload, refusal }: { event: string; payload: unknown; refusal: Refusal },
): void {
  if (callback !== null) {
    callback(refusal.toWire(socket.id));
    return;
  }
  const clientMsgId = clientMsgIdOf(payload);
  socket.emit("request:refused", {
    ...refusal.toWire(socket.id),
    event: event.slice(0, 40),
    ...(clientMsgId === null ? {} : { clientMsgId }),
  });
}

function clientMsgIdOf(payload: unknown): string | null {
  if (typeof payload !== "object" || payload === null || !Object.hasOwn(payload, "clientMsgId")) return null;
  const { clientMsgId } = payload as { clientMsgId: unknown };
  return typeof clientMsgId === "string" ? clientMsgId.slice(0, 40) : null;
}
