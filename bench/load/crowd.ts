/**
 * Many connections in groups, all of whose messages are counted and checked: every member of a group must get every message of
 * it exactly once, and its places must be 1, 2, 3 … without holes (O1).
 */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Connection, openConnection } from "./connection.ts";

const CONNECTING_AT_ONCE = 50;
const DRAIN_TIMEOUT_MS = 60_000;
const SEQ_KEY = Buffer.from('"seq":');
const REFUSED = 0x65;
const SAMPLE_EVERY = 997;
/** 200 bytes with what people write in, a tenth of it outside ASCII. */
export const WORDS =
  "Shall we meet at the station at half past six? I bring the tickets, you bring the cake. Bis später! 今日は天気がいい 🙂 And do not forget the keys this time, please. Thank you so much, see you all then.";

export interface Seat {
  token: string;
  group: number;
  isSender: boolean;
}

export interface Crowd {
  /** Of the servers; everybody goes to them in turn. */
  ports: readonly number[];
  seats: readonly Seat[];
  /** One for each group. */
  conversationIds: readonly string[];
  /** How many connections hear each message; the floor does not tell the sender. */
  heardBy: number;
  /** Whether answers and deliveries carry places to check. */
  hasPlaces: boolean;
}

interface Group {
  conversationId: string;
  acknowledged: number;
  placesSum: number;
}

export interface Member {
  group: Group;
  connection: Connection;
  isSender: boolean;
  deliveries: number;
  placesSum: number;
  lastPlace: number;
}

export interface Listener {
  onAnswer?(member: Member): void;
  onDelivery?(buffer: Buffer, start: number, end: number): void;
}

export class OpenCrowd {
  readonly members: Member[] = [];
  sent = 0;
  acknowledged = 0;
  deliveries = 0;
  outOfOrder = 0;
  /** Whoever runs a load puts itself here. */
  listener: Listener = {};
  private refusal: string | null = null;

  private constructor(private readonly crowd: Crowd) {}

  static async open(crowd: Crowd): Promise<OpenCrowd> {
    const open = new OpenCrowd(crowd);
    const groups = crowd.conversationIds.map((conversationId) => ({ conversationId, acknowledged: 0, placesSum: 0 }));
    const portOf = (index: number) => crowd.ports[index % crowd.ports.length] as number;
    const waiting = crowd.seats.map((seat, index) => () => open.seat(seat, groups[seat.group] as Group, portOf(index)));
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
    };
    await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, work));
    return open;
  }

  /** @param note the first words of the body */
  say(member: Member, note = ""): void {
    this.sent += 1;
    member.connection.send(
      `["message:send",{"conversationId":"${member.group.conversationId}","clientMsgId":"${randomUUID()}","body":"${note}${WORDS}"}]`,
    );
  }

  /** Waits for every answer and every delivery, then checks them all. @throws naming what is wrong */
  async finish(): Promise<void> {
    const isDone = () => this.acknowledged === this.sent && this.deliveries >= this.acknowledged * this.crowd.heardBy;
    const giveUpAt = performance.now() + DRAIN_TIMEOUT_MS;
    while (!isDone() && this.refusal === null && performance.now() < giveUpAt) await sleep(5);
    if (this.refusal !== null) throw new Error(`a send was refused: ${this.refusal}`);
    const expected = this.acknowledged * this.crowd.heardBy;
    if (this.acknowledged !== this.sent) throw new Error(`${this.sent} sent, only ${this.acknowledged} acknowledged`);
    if (this.deliveries !== expected) throw new Error(`${this.deliveries} deliveries instead of ${expected}`);
    if (this.crowd.hasPlaces) for (const member of this.members) checkPlaces(member);
  }

  /** How many connections hear each message. */
  get heardBy(): number {
    return this.crowd.heardBy;
  }

  close(): void {
    for (const { connection } of this.members) connection.close();
  }

  private async seat({ token, isSender }: Seat, group: Group, port: number): Promise<void> {
    const member: Omit<Member, "connection"> = { group, isSender, deliveries: 0, placesSum: 0, lastPlace: 0 };
    const whole = member as Member;
    const { connection } = await openConnection(port, token, {
      onDelivery: (buffer, start, end) => this.hear(whole, buffer, start, end),
      onAnswer: (_id, buffer, start, end) => this.answered(whole, buffer, start, end),
    });
    whole.connection = connection;
    this.members.push(whole);
  }

  private hear(member: Member, buffer: Buffer, start: number, end: number): void {
    member.deliveries += 1;
    this.deliveries += 1;
    if (this.crowd.hasPlaces) {
      const place = readPlace(buffer, start, end);
      if (place !== member.lastPlace + 1) this.outOfOrder += 1;
      member.placesSum += place;
      member.lastPlace = Math.max(member.lastPlace, place);
      if (this.deliveries % SAMPLE_EVERY === 0) checkWhole(member, buffer.toString("utf8", start, end));
    }
    this.listener.onDelivery?.(buffer, start, end);
  }

  private answered(member: Member, buffer: Buffer, start: number, end: number): void {
    if (buffer[start + 3] === REFUSED) {
      this.refusal ??= buffer.toString("utf8", start, end);
      return;
    }
    this.acknowledged += 1;
    member.group.acknowledged += 1;
    if (this.crowd.hasPlaces) member.group.placesSum += readPlace(buffer, start, end);
    this.listener.onAnswer?.(member);
  }
}

/** Of 1 … n, each exactly once: how many, their sum, and the highest. */
function checkPlaces({ group, deliveries, placesSum, lastPlace }: Member): void {
  const n = group.acknowledged;
  const sum = (n * (n + 1)) / 2;
  if (group.placesSum !== sum) throw new Error(`the acknowledged places of ${group.conversationId} have holes`);
  if (deliveries !== n || placesSum !== sum || lastPlace !== n) {
    throw new Error(`${group.conversationId}: ${deliveries} deliveries up to place ${lastPlace} for ${n} messages`);
  }
}

function checkWhole({ group }: Member, json: string): void {
  const [event, message] = JSON.parse(json) as [string, { conversationId: string; body: string }];
  if (event !== "message:new" || message.conversationId !== group.conversationId || !message.body.endsWith(WORDS)) {
    throw new Error(`not the message that was sent: ${json.slice(0, 200)}`);
  }
}

/** The `seq` in the JSON between `start` and `end`. */
export function readPlace(buffer: Buffer, start: number, end: number): number {
  let at = buffer.indexOf(SEQ_KEY, start) + SEQ_KEY.length;
  let place = 0;
  for (let digit = buffer[at] ?? 0; at < end && digit >= 0x30 && digit <= 0x39; digit = buffer[at] ?? 0) {
    place = place * 10 + digit - 0x30;
    at += 1;
  }
  return place;
}
