/** What a server really answers: the routes as Fastify itself was given them, whoever registered them. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";

const CHANNEL = "fastify.initialization";

/** The part of Fastify that tells of routes. */
interface Server {
  addHook(name: "onRoute", listener: (route: { method: string | string[]; url: string }) => void): unknown;
}

/**
 * Listens to the first server that `start` makes.
 *
 * @returns what `start` returned, and each route as `METHOD /path`, in the order in which they were registered
 */
export async function withRegisteredRoutes<T>(start: () => Promise<T>): Promise<{ started: T; routes: string[] }> {
  const routes: string[] = [];
  const listen = (message: unknown) => {
    unsubscribe(CHANNEL, listen);
    const { fastify } = message as { fastify: Server };
    fastify.addHook("onRoute", ({ method, url }) => {
      for (const one of [method].flat()) routes.push(`${one} ${url}`);
    });
  };
  subscribe(CHANNEL, listen);
  try {
    return { started: await start(), routes };
  } finally {
    unsubscribe(CHANNEL, listen);
  }
}
