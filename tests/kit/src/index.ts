/** Starts a whole world for a test. The only code that starts a server in tests. */

export { freePort } from "@oschat/server/database/loopback-port";
export { cloneDatabase, startDatabaseServer } from "./database-server.ts";
export { conversationOf, messagesOf, textsOf, whenAt, whenLive } from "./engines.ts";
export { firstLoadScripts, type ScriptSize } from "./first-load.ts";
export { type FrontProxy, isInstalled, type ProxyName, startFrontProxy } from "./front-proxy.ts";
export { createPeople, type People } from "./people.ts";
export { type HttpAnswer, type Person, requestJson } from "./person.ts";
export {
  encodeFrame,
  type FrameShape,
  OPCODES,
  openRawConnection,
  openRawWebSocket,
  type RawWebSocket,
} from "./raw-web-socket.ts";
export { type RedisServer, startRedisServer, whyNoRedis } from "./redis-server.ts";
export { withRegisteredRoutes } from "./registered-routes.ts";
export { type Direction, type Relay, startRelay } from "./relay/relay.ts";
export { watchMemory } from "./resident-memory.ts";
export { type RoundRobin, startRoundRobin } from "./round-robin.ts";
export { type CommandOutcome, runOschat } from "./run-oschat.ts";
export { SERVER_MAIN, type ServerProcess, startServerProcess } from "./server-process.ts";
export { until } from "./until.ts";
export { type Scene, VALID_PAYLOADS, VALID_REQUESTS, type ValidRequest } from "./valid-requests.ts";
export { startWorld, type World } from "./world.ts";
