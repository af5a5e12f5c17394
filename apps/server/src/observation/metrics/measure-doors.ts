/** Requests, socket events, connections, and who was refused at either door. */

import { Refusal, UP } from "@oschat/protocol";
import type { FastifyInstance } from "fastify";
import { toRefusal } from "../../http/errors.ts";
import type { Events } from "../../realtime/event-table.ts";
import type { Observer } from "../observer.ts";
import type { Meters } from "./meters.ts";
import type { BeforeEachReading } from "./metrics-page.ts";

type DoorObserver = Required<Pick<Observer, "http" | "io" | "events" | "budgets" | "sync" | "onRefused" | "onCut">>;
type AnyEvents = Record<string, { handle(request: unknown, actor: unknown): Promise<unknown> }>;

export function measureDoors(meters: Meters, beforeEachReading: BeforeEachReading): DoorObserver {
  return {
    http: (app) => measureRequests(app, meters),
    io(io) {
      beforeEachReading(() => {
        meters.connections.set(io.engine.clientsCount);
        meters.sockets.set(io.sockets.sockets.size);
      });
      return io;
    },
    events: (events) => measureEvents(events as unknown as AnyEvents, meters) as unknown as Events,
    budgets: (budgets) => ({
      ...budgets,
      async charge(budget, who, points) {
        try {
          await budgets.charge(budget, who, points);
        } catch (error) {
          if (error instanceof Refusal) meters.rateLimit.inc({ budget });
          throw error;
        }
      },
    }),
    sync: (sync) => ({
      ...sync,
      async catchUp(request, userId) {
        const batch = await sync.catchUp(request, userId);
        if (batch.reset) meters.reset.inc();
        return batch;
      },
    }),
    onRefused: (onRefused) => (event, code) => {
      meters.refusal.inc({ event: Object.hasOwn(UP, event) ? event : "(unknown)", code });
      onRefused(event, code);
    },
    onCut: (onCut) => () => {
      meters.cut.inc();
      onCut();
    },
  };
}

function measureRequests(app: FastifyInstance, { request: meter }: Meters): FastifyInstance {
  app.addHook("onResponse", async ({ method, routeOptions }, reply) => {
    const labels = { method, route: routeOptions.url ?? "(none)", status: reply.statusCode };
    meter.observe(labels, reply.elapsedTime / 1_000);
  });
  return app;
}

function measureEvents(events: AnyEvents, { event: meter }: Meters): AnyEvents {
  const measured = Object.entries(events).map(([event, declaration]) => {
    const handle = async (request: unknown, actor: unknown) => {
      const startedAt = performance.now();
      const note = (outcome: string) => meter.observe({ event, outcome }, (performance.now() - startedAt) / 1_000);
      try {
        const answer = await declaration.handle(request, actor);
        note("ok");
        return answer;
      } catch (error) {
        note(toRefusal(error).refusal.code);
        throw error;
      }
    };
    return [event, { ...declaration, handle }];
  });
  return Object.fromEntries(measured);
}
