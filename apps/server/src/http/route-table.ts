/**
 * How a feature declares its routes: who may call, what a call costs, and the use case behind it. The schemas are those of the
 * protocol's table, so that a route can neither be missing nor take anything else.
 */
import type { RestAnswer, RestName, RestRequest } from "@oschat/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Actor } from "./authentication.ts";
import type { Deed } from "./security-log.ts";

/** The raw exchange, for the few routes that set cookies. */
export interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

interface AnyRoute {
  /** Points taken from the caller's budget, before anything else is looked at. */
  cost: number;
  /**
   * For long answers that presenters made field by field: they leave as they are. All others are put through the schema once
   * more, which costs more than making them and leaves out what it does not name.
   */
  isPresented?: true;
  /** Noted with who did it, once it is done. */
  deed?: Deed;
}

interface OpenRoute<R extends RestName> extends AnyRoute {
  access: "anyone";
  /** What pays, by the caller's address. */
  budget: "address" | "signIns";
  handle(request: RestRequest<R>, exchange: Exchange): Promise<RestAnswer<R>>;
}

interface SignedInRoute<R extends RestName> extends AnyRoute {
  access: "signed-in";
  /** Points taken besides from tighter budgets, for what strangers could be found or bothered with. */
  extra?(request: RestRequest<R>): { creations?: number; lookups?: number };
  /** Points that the answer itself costs, taken once it is made. */
  surcharge?(answer: RestAnswer<R>): number;
  handle(request: RestRequest<R>, actor: Actor, exchange: Exchange): Promise<RestAnswer<R>>;
}

export type Route<R extends RestName> = OpenRoute<R> | SignedInRoute<R>;
export type Routes<R extends RestName = RestName> = { [K in R]: Route<K> };
