/**
 * How a feature declares its routes: who may call, what a call costs, and the use case behind it. The schemas are those of the
 * protocol's table, so that a route can neither be missing nor take anything else.
 */
import type { RestAnswer, RestName, RestRequest } from "@oschat/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Actor } from "./authentication.ts";

/** The raw exchange, for the few routes that set cookies. */
export interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

interface OpenRoute<R extends RestName> {
  access: "anyone";
  /** Points taken from the caller's budget per minute. */
  cost: number;
  handle(request: RestRequest<R>, exchange: Exchange): Promise<RestAnswer<R>>;
}

interface SignedInRoute<R extends RestName> {
  access: "signed-in";
  cost: number;
  handle(request: RestRequest<R>, actor: Actor, exchange: Exchange): Promise<RestAnswer<R>>;
}

export type Route<R extends RestName> = OpenRoute<R> | SignedInRoute<R>;
export type Routes<R extends RestName = RestName> = { [K in R]: Route<K> };
