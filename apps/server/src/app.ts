/** The composition root: builds what everything needs, puts the features together, and gives back how to start and stop. */
import type { AddressInfo } from "node:net";
import type { Config } from "./config.ts";
import type { DatabaseConnection } from "./database/connection.ts";
import { createAuth } from "./features/auth/index.ts";
import { conversationRoutes } from "./features/conversations/index.ts";
import { readConversationIds, readMemberships } from "./features/membership/index.ts";
import { appendMessages, createGroupCommit, messageEvents, messageRoutes } from "./features/messages/index.ts";
import { ownMarkRoutes } from "./features/own-marks/index.ts";
import { readMarkerEvents, readMarkerRoutes } from "./features/read-markers/index.ts";
import { createEpochReader, createSync, syncEvents, syncRoutes } from "./features/sync/index.ts";
import { typingEvents, typingRoutes } from "./features/typing/index.ts";
import { tellProfile, userRoutes } from "./features/users/index.ts";
import { createBudgets } from "./http/budgets.ts";
import { createAddressReader } from "./http/client-address.ts";
import { trackConnections } from "./http/connections.ts";
import { createCountingInMemory } from "./http/counting.ts";
import { createReadiness, registerHealth } from "./http/health.ts";
import { registerOpenApi } from "./http/openapi.ts";
import { registerRoutes } from "./http/register-routes.ts";
import type { Routes } from "./http/route-table.ts";
import { createHttpServer } from "./http/server.ts";
import { registerStaticWeb } from "./http/static-web.ts";
import type { Log } from "./log.ts";
import { type Observer, watchWith } from "./observation/observer.ts";
import { createAdmission } from "./realtime/admission.ts";
import { createBackPressure } from "./realtime/back-pressure.ts";
import { createDelivery } from "./realtime/delivery.ts";
import type { Events } from "./realtime/event-table.ts";
import { openGateway } from "./realtime/gateway.ts";
import { createListeners } from "./realtime/listeners.ts";
import { tellOnOneNode } from "./realtime/one-node.ts";
import { sendAway } from "./realtime/send-away.ts";
import { tellOnSeveralNodes } from "./realtime/several-nodes.ts";
import { createSocketServer } from "./realtime/socket-server.ts";
import { createSubscriptions } from "./realtime/subscriptions.ts";

/** Everyone comes back at once after a restart. */
const LISTEN_BACKLOG = 4_096;
/** How long a peer has to say goodbye when the server stops. */
const FAREWELL_MS = 500;
/** A commit that takes longer will not come about without help from outside. */
const STUCK_AFTER_MS = 3_000;

export interface App {
  /** Listens, and returns the address. */
  start(): Promise<AddressInfo>;
  /** Takes no more requests, finishes what was accepted, closes every connection. The database stays open: it is the caller's. */
  stop(): Promise<void>;
}

interface Surroundings {
  /** Migrated already. */
  database: Pick<DatabaseConnection, "db" | "pool">;
  jwtSecret: string;
  log: Log;
  observers?: readonly Observer[];
}

export async function createApp(
  config: Config,
  { database, jwtSecret, log, observers = [] }: Surroundings,
): Promise<App> {
  const { db } = database;
  const watch = watchWith(observers);
  watch("pool", database.pool);
  const http = watch("http", await createHttpServer(config, log));
  const connections = trackConnections(http.server);
  // Loaded only where there are several.
  const nodes =
    config.redis === null ? null : await (await import("./nodes/open-nodes.ts")).openNodes(config.redis, log);
  const makeCounting = nodes?.makeCounting ?? (({ seconds }) => createCountingInMemory(seconds));
  const budgets = watch("budgets", createBudgets(config.rateLimits, makeCounting, log));
  const addressOf = createAddressReader(config.trustedProxies);
  const auth = createAuth({ config, db, jwtSecret, budgets, redis: nodes?.redis ?? null, log });
  const admission = createAdmission({ ...config, ...auth, budgets, addressOf, log });
  const io = watch("io", createSocketServer(http.server, { ...config, admission }));
  const listeners = createListeners();
  const backPressure = createBackPressure(
    log,
    watch("onCut", () => {}),
  );
  const local = createDelivery(listeners, backPressure);
  const reads = {
    readConversationIds: (userIds: string[]) => readConversationIds(db, userIds),
    readMemberships: (ids: string[]) => readMemberships(db, ids),
  };
  const own = createSubscriptions(listeners, reads.readConversationIds);
  const telling =
    nodes === null
      ? tellOnOneNode(local, own)
      : tellOnSeveralNodes({ relay: watch("relay", nodes.relay), listeners, local, own, ...reads, log });
  const delivery = watch("delivery", telling.delivery);
  const { subscriptions } = telling;
  const append = watch("append", (sends) => appendMessages(db, sends));
  const groupCommit = watch("groupCommit", createGroupCommit(append, log));
  const readEpoch = createEpochReader(db);
  const sync = watch("sync", createSync({ db, readEpoch }));
  const dependencies = { db, delivery, subscriptions, groupCommit, readEpoch };

  auth.onProfileChanged((person) => {
    tellProfile(person, dependencies).catch((error) => log.warn({ err: error }, "a new name or picture was not told"));
  });

  const routes: Routes = {
    ...auth.routes,
    ...userRoutes(dependencies),
    ...conversationRoutes(dependencies),
    ...messageRoutes(dependencies),
    ...syncRoutes(sync),
    ...readMarkerRoutes(dependencies),
    ...ownMarkRoutes(dependencies),
    ...typingRoutes(dependencies),
  };
  const events: Events = watch("events", {
    ...messageEvents(dependencies),
    ...syncEvents(sync),
    ...readMarkerEvents(dependencies),
    ...typingEvents(dependencies),
  });

  registerOpenApi(http, config, log);
  registerRoutes(http, routes, { ...config, ...auth, budgets });
  auth.registerRedirects(http);
  const isReady = createReadiness([
    async () => void (await append([])),
    async () => {
      if (groupCommit.load().oldestCommitMs > STUCK_AFTER_MS) throw new Error("a commit is stuck");
    },
  ]);
  registerHealth(http, watch("isReady", isReady));
  await registerStaticWeb(http, config);
  const gateway = openGateway(io, {
    ...auth,
    listeners,
    subscriptions,
    events,
    budgets,
    backPressure,
    onRefused: watch("onRefused", () => {}),
    readEpoch,
    admission,
    socketsPerPerson: config.socketsPerPerson,
    log,
  });

  return {
    async start() {
      await http.listen({ host: config.host, port: config.port, backlog: LISTEN_BACKLOG });
      for (const observer of observers) await observer.start?.();
      auth.start();
      telling.start();
      return http.server.address() as AddressInfo;
    },
    async stop() {
      auth.stop();
      gateway.stop();
      await groupCommit.finish();
      telling.stop();
      for (const socket of io.sockets.sockets.values()) sendAway(socket);
      io.engine.close();
      connections.destroyAfter(FAREWELL_MS);
      await http.close();
      for (const observer of observers) await observer.stop?.();
      await nodes?.redis.close();
    },
  };
}
