import { ConnectionLost, type SocketConnection, type SocketHandlers } from "@oschat/client";
import { expect, it, vi } from "vitest";
import { lateSocket } from "./late-socket.ts";

const http = async () => undefined;

function arrange() {
  const opened: SocketConnection = { request: vi.fn(), notify: vi.fn(), close: vi.fn() };
  const handlers: SocketHandlers = { onEvent: vi.fn(), onClose: vi.fn() };
  const open = vi.fn(() => opened);
  let arrive = () => {};
  let fail = () => {};
  const loading = new Promise<{ open: () => SocketConnection }>((resolve, reject) => {
    arrive = () => resolve({ open });
    fail = () => reject(new Error("none"));
  });
  const connection = lateSocket(http, () => loading).open(handlers);
  return { opened, handlers, connection, open, arrive, fail };
}

it("opens once its code is there", async () => {
  const { connection, arrive, open, opened } = arrange();
  await expect(connection.request("sync:heads", {} as never)).rejects.toBeInstanceOf(ConnectionLost);
  arrive();
  await vi.waitFor(() => expect(open).toHaveBeenCalledOnce());
  await connection.request("sync:heads", {} as never);
  expect(opened.request).toHaveBeenCalledOnce();
});

it("opens nothing that was closed before", async () => {
  const { connection, arrive, open } = arrange();
  connection.close();
  arrive();
  await Promise.resolve();
  expect(open).not.toHaveBeenCalled();
});

it("counts as a lost connection when its code cannot be had", async () => {
  const { handlers, fail } = arrange();
  fail();
  await vi.waitFor(() => expect(handlers.onClose).toHaveBeenCalledWith({ refused: null }));
});
