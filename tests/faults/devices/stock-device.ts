/** A device that runs socket.io-client as it comes, with its own reconnecting, and writes down everything it hears. */
import { isWireError, type Message, type MessageAck, Refusal, type WireError } from "@oschat/protocol";
import { io } from "socket.io-client";
import { openHistory } from "../history/history-file.ts";
import type { Wish } from "../load/cast.ts";
import type { DeviceOrder, DeviceProgram } from "./device.ts";
import { createOperations } from "./operations.ts";
import { createOwnMessages } from "./own-messages.ts";
import { createPatientSender } from "./patient-sender.ts";
import { seen } from "./seen.ts";

const ANSWER_MS = 5_000;

export function stockDevice({ info, url, token, folder }: DeviceOrder): DeviceProgram {
  const history = openHistory(folder, info.device);
  const operations = createOperations(folder, info.device, history);
  const own = createOwnMessages();
  history.write({ type: "started", outbox: [] });
  const socket = io(url, {
    auth: { token },
    transports: ["websocket"],
    autoConnect: false,
    reconnectionDelayMax: 2_000,
  });
  socket.on("ready", () => history.write({ type: "connection", status: "live" }));
  socket.on("disconnect", () => history.write({ type: "connection", status: "waiting" }));
  let isSignedOut = false;
  const signOut = (reason: string) => {
    isSignedOut = true;
    history.write({ type: "session-ended", reason });
  };
  socket.on("session:ended", ({ reason }: { reason: string }) => signOut(reason));
  socket.on("connect_error", ({ data }: Error & { data?: { code?: string } }) => {
    if (data?.code !== "session_ended") return;
    signOut("refused");
    socket.disconnect();
  });
  for (const event of ["message:new", "message:updated"] as const) {
    socket.on(event, (message: Message) =>
      history.write({ type: "heard", event, message: { ...seen(message), conversationId: message.conversationId } }),
    );
  }
  socket.on("conversation:removed", ({ conversationId }: { conversationId: string }) =>
    history.write({ type: "gone", conversationId }),
  );
  socket.on("typing:start", ({ conversationId, userId }: { conversationId: string; userId: string }) =>
    history.write({ type: "typing", conversationId, userId }),
  );

  async function ask<T>(event: string, payload: object): Promise<T> {
    if (!socket.connected) throw new Error("not connected");
    const answer: unknown = await socket.timeout(ANSWER_MS).emitWithAck(event, payload);
    if (isWireError(answer)) throw toRefusal(answer);
    return answer as T;
  }

  const sender = createPatientSender(operations, async ({ conversationId, clientMsgId, body }) => {
    const ack = await ask<MessageAck>("message:send", { conversationId, clientMsgId, body });
    own.add(conversationId, ack.messageId);
    return ack;
  });

  const perform: { [D in Wish["do"]]?: (wish: Extract<Wish, { do: D }>) => void } = {
    send: ({ conversationId, text, clientMsgId = crypto.randomUUID(), times = 1 }) =>
      sender.send({ conversationId, clientMsgId, body: text, times }),
    "edit-own"({ conversationId, text: body }) {
      const messageId = own.pick(conversationId);
      if (messageId === undefined) return;
      const request = ask<Message>("message:edit", { conversationId, messageId, body });
      operations.follow({ do: "edit", conversationId, messageId, body }, request.then(placeOf));
    },
    "delete-own"({ conversationId }) {
      const messageId = own.take(conversationId);
      if (messageId === undefined) return;
      const request = ask<Message>("message:delete", { conversationId, messageId });
      operations.follow({ do: "delete", conversationId, messageId }, request.then(placeOf));
    },
    "mark-read"({ conversationId, seq }) {
      if (seq === undefined) return;
      const request = ask("read:mark", { conversationId, seq });
      operations.follow(
        { do: "mark-read", conversationId, seq },
        request.then(() => ({})),
      );
    },
    typing: ({ conversationId }) => void socket.volatile.emit("typing:start", { conversationId }),
  };

  function statusNow(): string {
    if (isSignedOut) return "signed-out";
    return socket.connected ? "live" : "waiting";
  }

  return {
    start: async () => void socket.connect(),
    perform: (wish) => perform[wish.do]?.(wish as never),
    setNetwork: (isOnline) => void (isOnline ? socket.connect() : socket.disconnect()),
    reconnect: () => void socket.disconnect().connect(),
    progress: () => ({ places: {}, pending: sender.pending + operations.unanswered, status: statusNow() }),
    final: async () => [],
  };
}

function placeOf({ messageId, seq, rev }: Message) {
  return { messageId, seq, rev };
}

function toRefusal({ error: { code, message, retryAfterMs } }: WireError): Refusal {
  return new Refusal(code, { message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
}
