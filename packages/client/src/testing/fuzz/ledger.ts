/**
 * Everything written on the devices of a run, and what must have become of it: on the server once, in the order in which it was
 * written, or waiting with the reason why not. A message is let off only when its fate is nobody's fault: its program died
 * before it was saved, its author was put out of the conversation, or the server went back to a backup after confirming it.
 */
import type { Message } from "@oschat/protocol";
import { WRITE_PATIENCE_MS } from "../../patience.ts";
import type { StoredConversation } from "../../storage.ts";
import type { ModelServer } from "../model-server.ts";

interface Written {
  readonly device: string;
  readonly userId: string;
  readonly conversationId: string;
  readonly clientMsgId: string;
  readonly body: string;
  /** Of the run's clock. */
  readonly at: number;
  /** It is on the device's disk, or was. */
  isSaved: boolean;
  /** Nothing is promised any more. */
  isLetOff: boolean;
  /** It was shown as failed: should it be tried again, its place in the order is its own. */
  isOutOfOrder: boolean;
}

export interface Device {
  readonly name: string;
  readonly userId: string;
}

export class Ledger {
  readonly #written = new Map<string, Written>();
  /** Every `seq` answered to a send, by person and `clientMsgId`. */
  readonly #answered = new Map<string, Set<number>>();
  readonly #faults: string[] = [];

  constructor(
    private readonly server: ModelServer,
    private readonly now: () => number,
  ) {
    const send = server.send.bind(server);
    server.send = (userId, conversationId, clientMsgId, body) => {
      this.#expectSaved(clientMsgId);
      const ack = send(userId, conversationId, clientMsgId, body);
      const key = `${userId} ${clientMsgId}`;
      this.#answered.set(key, (this.#answered.get(key) ?? new Set()).add(ack.seq));
      return ack;
    };
    const administer = server.administer.bind(server);
    server.administer = (userId, conversationId, event) => {
      const answer = administer(userId, conversationId, event);
      this.#letOff((written) => !this.#isMember(written));
      return answer;
    };
  }

  answeredSeqs(userId: string, clientMsgId: string): ReadonlySet<number> {
    return this.#answered.get(`${userId} ${clientMsgId}`) ?? new Set();
  }

  wrote({ name, userId }: Device, message: Pick<Written, "conversationId" | "clientMsgId" | "body">): void {
    const written: Written = {
      device: name,
      userId,
      ...message,
      at: this.now(),
      isSaved: false,
      isLetOff: false,
      isOutOfOrder: false,
    };
    written.isLetOff = !this.#isMember(written);
    this.#written.set(message.clientMsgId, written);
  }

  /** It reached the device's disk, or the disk does not take it: then it may be sent all the same. */
  saved(clientMsgId: string): void {
    const written = this.#written.get(clientMsgId);
    if (written !== undefined) written.isSaved = true;
  }

  /** It was deleted from the disk's outbox, when the disk held these conversations. */
  erased(clientMsgId: string, conversations: readonly StoredConversation[]): void {
    const written = this.#written.get(clientMsgId);
    if (written === undefined || written.isLetOff) return;
    const stored = conversations.find(({ id }) => id === written.conversationId);
    if (stored === undefined) return;
    const seqs = this.answeredSeqs(written.userId, clientMsgId);
    if ([...seqs].some((seq) => seq <= stored.summary.lastSeq)) return;
    this.#faults.push(`${clientMsgId} was deleted from ${written.device} before it was in the timeline there`);
  }

  failed(clientMsgId: string): void {
    const written = this.#written.get(clientMsgId);
    if (written !== undefined) written.isOutOfOrder = true;
  }

  discarded(clientMsgId: string): void {
    this.#letOff((written) => written.clientMsgId === clientMsgId);
  }

  /** The device's program died; `saved` are the messages in its storage. */
  died({ name }: Device, saved: ReadonlySet<string>): void {
    this.#letOff((written) => written.device === name && !saved.has(written.clientMsgId) && !this.#isStored(written));
  }

  /** The server went back to a backup; `waiting` are the messages that the device still shows as on their way. */
  wentBack({ name }: Device, waiting: ReadonlySet<string>): void {
    this.#letOff(
      (written) =>
        written.device === name &&
        (!this.#isMember(written) || (!waiting.has(written.clientMsgId) && !this.#isStored(written))),
    );
  }

  /** What is lost, doubled, altered, invented or out of order, as sentences. `failed` are shown as failed, with the reason. */
  faults(failed: ReadonlySet<string>): string[] {
    const faults = [...this.#faults];
    for (const written of this.#written.values()) {
      const { clientMsgId } = written;
      const stored = this.#storedOf(written);
      if (stored.length > 1) faults.push(`${clientMsgId} is doubled`);
      if (stored.length === 0 && !written.isLetOff && !failed.has(clientMsgId)) faults.push(`${clientMsgId} is lost`);
      const message = stored[0];
      if (message?.editedAt === null && message.deletedAt === null && message.body !== written.body)
        faults.push(`${clientMsgId} is altered`);
    }
    for (const id of this.server.data.conversations.keys()) faults.push(...this.#faultsIn(this.server.messagesOf(id)));
    return faults;
  }

  #faultsIn(messages: readonly Message[]): string[] {
    const faults: string[] = [];
    const order = [...this.#written.keys()];
    const lastOf = new Map<string, number>();
    for (const { clientMsgId, kind } of messages) {
      if (kind !== "text" || !clientMsgId.startsWith("client-")) continue;
      const written = this.#written.get(clientMsgId);
      if (written === undefined) faults.push(`${clientMsgId} was never written`);
      if (written === undefined || written.isOutOfOrder) continue;
      const place = order.indexOf(clientMsgId);
      if (place < (lastOf.get(written.device) ?? -1)) faults.push(`${clientMsgId} is out of order`);
      lastOf.set(written.device, place);
    }
    return faults;
  }

  /** A message is sent when it is saved, or when saving takes too long. */
  #expectSaved(clientMsgId: string): void {
    const written = this.#written.get(clientMsgId);
    if (written === undefined || written.isSaved || this.now() - written.at >= WRITE_PATIENCE_MS) return;
    this.#faults.push(`${clientMsgId} was sent before it was saved`);
  }

  #letOff(applies: (written: Written) => boolean): void {
    for (const written of this.#written.values()) if (applies(written)) written.isLetOff = true;
  }

  #isMember({ conversationId, userId }: Written): boolean {
    return this.server.membersOf(conversationId).some(({ id }) => id === userId);
  }

  #isStored(written: Written): boolean {
    return this.#storedOf(written).length > 0;
  }

  #storedOf({ conversationId, userId, clientMsgId }: Written): Message[] {
    return this.server
      .messagesOf(conversationId)
      .filter((message) => message.clientMsgId === clientMsgId && message.senderId === userId);
  }
}
