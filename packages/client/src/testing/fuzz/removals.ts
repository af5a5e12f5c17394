/** Who was told of being removed, and whether that still holds: until he is added again, the conversation must not come back (A1). */
import type { ModelServer } from "../model-server.ts";

export class Removals {
  /** By person and conversation. */
  readonly #timesAdded = new Map<string, number>();
  /** How often a person had been added when this notice of a removal was sent. */
  readonly #timesAddedAt = new WeakMap<object, number>();

  constructor(private readonly server: ModelServer) {
    const { administer, emit } = { administer: server.administer.bind(server), emit: server.emit };
    server.administer = (userId, id, event) => {
      if (event.type === "member_added") {
        this.#timesAdded.set(`${event.userId} ${id}`, this.#countOf(event.userId, id) + 1);
      }
      return administer(userId, id, event);
    };
    server.emit = (userId, event, payload) => {
      if (event === "conversation:removed" && "conversationId" in payload)
        this.#timesAddedAt.set(payload, this.#countOf(userId, payload.conversationId));
      emit(userId, event, payload);
    };
  }

  /** `notice` is the payload of the removal as it arrived. */
  isStillOut(userId: string, notice: { readonly conversationId: string }): boolean {
    const { conversationId: id } = notice;
    const isMember = this.server.membersOf(id).some((member) => member.id === userId);
    return !isMember && this.#timesAddedAt.get(notice) === this.#countOf(userId, id);
  }

  #countOf(userId: string, id: string): number {
    return this.#timesAdded.get(`${userId} ${id}`) ?? 0;
  }
}
