/** The sync engine of oschat: the web app, bots, tests and benchmarks all run this code. */
export type { ChatClient } from "./chat-client.ts";
export type { Clock } from "./clock.ts";
export { type ChatClientOptions, createChatClient } from "./create-chat-client.ts";
export { FIRST_ROWS_PATH } from "./list-pages.ts";
export type { Logger } from "./logger.ts";
export { foldText, type SearchOptions } from "./search.ts";
export type * from "./state.ts";
export { memoryStorage } from "./storage/memory-storage.ts";
export type * from "./storage.ts";
export { fetchHttp, type ServerAddress } from "./transport/http.ts";
export { socketIoTransport } from "./transport/socket-io-transport.ts";
export * from "./transport.ts";
