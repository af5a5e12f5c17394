/**
 * Puts the table of routes on Fastify: for each, in this order, the origin, the caller, the budget, the schemas, the use case.
 */
import { ERRORS, REST, Refusal, type RestName, WireError } from "@oschat/protocol";
import type { FastifyInstance, FastifyRequest, FastifySchema } from "fastify";
import type { z } from "zod";
import { inTime } from "../in-time.ts";
import {
  type Actor,
  type Authenticator,
  actorOf,
  credentialOf,
  sessionCookieName,
  setActor,
} from "./authentication.ts";
import type { Budgets } from "./budgets.ts";
import { checkOrigin } from "./origin.ts";
import type { Exchange, Routes } from "./route-table.ts";
import { type Deed, noteDeed } from "./security-log.ts";

interface Dependencies {
  authenticator: Authenticator;
  budgets: Budgets;
  allowedOrigins: ReadonlySet<string>;
  publicUrl: string;
}

interface Contract {
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  answer?: z.ZodType;
  status: number;
}

/** The table, with the types of single routes given up: what all of them have in common. */
type AnyRoute = {
  cost: number;
  isPresented?: true;
  extra?(request: unknown): { creations?: number; lookups?: number };
  surcharge?(answer: unknown): number;
  deed?: Deed;
  handle(request: unknown, ...rest: unknown[]): Promise<unknown>;
} & ({ access: "anyone"; budget: "address" | "signIns" } | { access: "signed-in" });

export function registerRoutes(app: FastifyInstance, routes: Routes, dependencies: Dependencies): void {
  for (const name of Object.keys(REST) as RestName[]) {
    registerRoute(app, name, routes[name] as AnyRoute, dependencies);
  }
}

function registerRoute(app: FastifyInstance, name: RestName, route: AnyRoute, dependencies: Dependencies): void {
  const [method, url] = name.split(" ") as [string, string];
  const contract: Contract = REST[name];
  app.route({
    method,
    url,
    schema: schemaOf(contract, url, route.access),
    ...(route.isPresented ? { serializerCompiler: () => JSON.stringify } : {}),
    onRequest: async (request) => {
      const actor = await identify(request, route, dependencies);
      if (actor !== null) setActor(request, actor);
    },
    handler: async (request, reply) => {
      const input = { params: request.params, query: request.query, body: request.body };
      const exchange: Exchange = { request, reply };
      const actor = actorOf(request);
      const rest = actor === undefined ? [exchange] : [actor, exchange];
      if (actor !== undefined && route.extra !== undefined) {
        await chargeExtra(route.extra(input), { actor, request }, dependencies);
      }
      const answer = await inTime(route.handle(input, ...rest), method === "GET" ? "unavailable" : "outcome_unknown");
      if (actor !== undefined && route.surcharge !== undefined) {
        dependencies.budgets.adjust("person", actor.user.id, route.surcharge(answer));
      }
      if (route.deed !== undefined) {
        const circumstances = { request: request.id, what: name, user: actor?.user.id, address: request.address };
        noteDeed(request.log, route.deed, { ...circumstances, about: request.params });
      }
      reply.status(contract.status);
      return contract.answer === undefined ? reply.send() : answer;
    },
  });
}

async function identify(request: FastifyRequest, route: AnyRoute, dependencies: Dependencies): Promise<Actor | null> {
  const { authenticator, budgets, allowedOrigins, publicUrl } = dependencies;
  if (route.access === "anyone") {
    checkOrigin(request, allowedOrigins, request.headers.cookie !== undefined);
    await budgets.charge(route.budget, request.address, route.cost);
    return null;
  }
  const credential = credentialOf(request, sessionCookieName(publicUrl));
  if (credential === null) throw new Refusal("not_signed_in");
  checkOrigin(request, allowedOrigins, credential.isCookie);
  const actor = await inTime(authenticator.authenticate(credential.token), "unavailable").catch(async (error) => {
    await budgets.charge("address", request.address, 1);
    throw error;
  });
  await budgets.charge("person", actor.user.id, route.cost);
  return actor;
}

async function chargeExtra(
  { creations = 0, lookups = 0 }: { creations?: number; lookups?: number },
  { actor, request }: { actor: Actor; request: FastifyRequest },
  { budgets }: Dependencies,
): Promise<void> {
  if (creations > 0) await budgets.charge("creations", actor.user.id, creations);
  if (lookups > 0) {
    await budgets.charge("lookups", actor.user.id, lookups);
    await budgets.charge("lookupsByAddress", request.address, lookups);
  }
}

function schemaOf(contract: Contract, url: string, access: AnyRoute["access"]): FastifySchema {
  const schema: FastifySchema = { summary: contract.summary, tags: [tagOf(url)] };
  if (access === "anyone") schema.security = [];
  if (contract.params !== undefined) schema.params = contract.params;
  if (contract.query !== undefined) schema.querystring = contract.query;
  if (contract.body !== undefined) schema.body = contract.body;
  const refusals = Object.fromEntries(
    [...new Set(Object.values(ERRORS).map(({ status }) => status))].map((status) => [status, WireError]),
  );
  schema.response = { ...(contract.answer === undefined ? {} : { [contract.status]: contract.answer }), ...refusals };
  return schema;
}

function tagOf(url: string): string {
  const [, first = "", , third] = url.split("/");
  return third === undefined || first !== "conversations" ? first : third;
}
