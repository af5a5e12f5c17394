/** A network between page and server that goes silent without a word, or lets nobody through. */
import type { Page, WebSocketRoute } from "@playwright/test";

export interface ShakyNetwork {
  /** What is connected hears nothing any more and is not told; new connections pass. As when a laptop wakes, or changes its network. */
  silence(): void;
  /** Cuts what is connected and refuses every attempt. */
  refuse(): Promise<void>;
  pass(): void;
  /** Attempts to connect since the beginning. */
  attempts(): number;
}

/** To be called before the page is opened. */
export async function shakyNetwork(page: Page): Promise<ShakyNetwork> {
  const open = new Set<WebSocketRoute>();
  const silent = new Set<WebSocketRoute>();
  let isRefusing = false;
  let attempts = 0;
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    attempts += 1;
    if (isRefusing) return void socket.close();
    const server = socket.connectToServer();
    open.add(socket);
    socket.onMessage((frame) => silent.has(socket) || server.send(frame));
    server.onMessage((frame) => silent.has(socket) || socket.send(frame));
  });
  await page.route(/\/socket\.io\/.*transport=polling/, (route) => (isRefusing ? route.abort() : route.continue()));
  return {
    silence() {
      for (const socket of open) silent.add(socket);
    },
    async refuse() {
      isRefusing = true;
      for (const socket of open) await socket.close();
      open.clear();
    },
    pass() {
      isRefusing = false;
    },
    attempts: () => attempts,
  };
}
