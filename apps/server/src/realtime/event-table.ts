/** How a feature declares the socket events it takes: what one costs and the use case behind it. */
import type { UpAnswer, UpEvent, UpRequest } from "@oschat/protocol";
import type { Actor } from "../http/authentication.ts";

export interface EventDeclaration<E extends UpEvent> {
  /** Points taken from the person's budget, before anything else is looked at. */
  cost: number;
  /** Points that the answer itself costs, taken once it is made. */
  surcharge?(answer: UpAnswer<E>): number;
  handle(request: UpRequest<E>, actor: Actor): Promise<UpAnswer<E>>;
}

/** Every event of the protocol, declared: a new one does not compile until some feature takes it. */
export type Events<E extends UpEvent = UpEvent> = { [K in E]: EventDeclaration<K> };
