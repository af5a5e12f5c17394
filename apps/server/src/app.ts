/** The composition root: builds what everything needs, puts the features together, and gives back how to start and stop. */
import type { AddressInfo } from "node:net";
import type { Config } from "./config.ts";
import type { DatabaseConnection } from "./database/connection.ts";
import { createAuth } from "./features/auth/index.ts";
import { conversationRoutes } from "./features/conversations/index.ts";
import { readConversationIds } from "./features/membership/index.ts";
import { appendMessages, createGroupCommit, messageEvents, messageRoutes } from "./features/messages/index.ts";
import { ownMarkRoutes } from "./features/own-marks/index.ts";
import { readMarkerEvents, readMarkerRoutes } from "./features/read-markers/index.ts";
import { createEpochReader, createSync, syncEvents, syncRoutes } from "./features/sync/index.ts";
import { typingEvents, typingRoutes } from "./features/typing/index.ts";
import { userRoutes } from "./features/users/index.ts";
import { createBudgets } from "./http/budgets.ts";
import { createAddressReader } from "./http/client-address.ts";
import { trackConnections } from "./http/connections.ts";
import { registerHealth } from "./http/health.ts";
import { registerOpenApi } from "./http/openapi.ts";
import { registerRoutes } from "./http/register-routes.ts";
import type { Routes } from "./http/route-table.ts";
import { createHttpServer } from "./http/server.ts";
import { registerStaticWeb } from "./http/static-web.ts";
import type { Log } from "./log.ts";
import { createAdmission } from "./realtime/admission.ts";
import { createBackPressure } from "./realtime/back-pressure.ts";
import { createDelivery } from "./realtime/delivery.ts";
import type { Events } from "./realtime/event-table.ts";
import { openGateway } from "./realtime/gateway.ts";
import { createListeners } from "./realtime/listeners.ts";
import { sendAway } from "./realtime/send-away.ts";
import { createSocketServer } from "./realtime/socket-server.ts";
import { createSubscriptions } from "./realtime/subscriptions.ts";

/** Everyone comes back at once after a restart. */
const LISTEN_BACKLOG = 4_096;
/** How long a peer has to say goodbye when the server stops. */
const FAREWELL_MS = 500;

export interface App {
  /** Listens, and returns the address. */
  start(): Promise<AddressInfo>;
  /** Takes no more requests, finishes what was accepted, closes every connection. The database stays open: it is the caller's. */
  stop(): Promise<void>;
}

/** @param database migrated already */
export async function createApp(
  config: Config,
  { database, jwtSecret, log }: { database: Pick<DatabaseConnection, "db">; jwtSecret: string; log: Log },
): Promise<App> {
  const { db } = database;
  const http = await createHttpServer(config, log);
  const connections = trackConnections(http.server);
  const budgets = createBudgets(config.rateLimits, log);
  const addressOf = createAddressReader(config.trustedProxies);
  const auth = createAuth({ config, db, jwtSecret, budgets, log });
  const admission = createAdmission({ ...config, ...auth, budgets, addressOf, log });
  const io = createSocketServer(http.server, { ...config, admission });
  const listeners = createListeners();
  const backPressure = createBackPressure(log);
  const delivery = createDelivery(listeners, backPressure);
  const subscriptions = createSubscriptions(listeners, (userIds) => readConversationIds(db, userIds));
  const groupCommit = createGroupCommit((sends) => appendMessages(db, sends), log);
  const readEpoch = createEpochReader(db);
  const sync = createSync({ db, readEpoch });
  const dependencies = { db, delivery, subscriptions, groupCommit };

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
  const events: Events = {
    ...messageEvents(dependencies),
    ...syncEvents(sync),
    ...readMarkerEvents(dependencies),
    ...typingEvents(dependencies),
  };

  registerOpenApi(http, config, log);
  registerRoutes(http, routes, { ...config, ...auth, budgets });
  auth.registerRedirects(http);
  registerHealth(http, db);
  await registerStaticWeb(http, config);
  const gateway = openGateway(io, {
    ...auth,
    listeners,
    subscriptions,
    events,
    budgets,
    backPressure,
    readEpoch,
    admission,
    socketsPerPerson: config.socketsPerPerson,
    log,
  });

  return {
    async start() {
      await http.listen({ host: config.host, port: config.port, backlog: LISTEN_BACKLOG });
      auth.start();
      return http.server.address() as AddressInfo;
    },
    async stop() {
      auth.stop();
      gateway.stop();
      await groupCommit.finish();
      for (const socket of io.sockets.sockets.values()) sendAway(socket);
      io.engine.close();
      connections.destroyAfter(FAREWELL_MS);
      await http.close();
    },
  };
}
