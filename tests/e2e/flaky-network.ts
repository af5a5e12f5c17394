/** A network that fails at the worst moment: it cuts the connection around the sending of one message. */
import type { Page } from "@playwright/test";

/** When the connection ends: the server never gets the message, or has it and its answer is lost. */
export type Moment = "before it arrives" | "before it is answered";

export interface FlakyNetwork {
  /** The next message sent meets the cut. */
  cutNextSend(): void;
  cuts(): number;
}

/** A Socket.IO event that wants an answer: packet 4, event 2, the answer's number. */
const SEND = /^42(\d+)\["message:send"/;

/** To be called before the page is opened. */
export async function cutAroundSend(page: Page, moment: Moment): Promise<FlakyNetwork> {
  let isArmed = false;
  let cuts = 0;
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    /** The start of the answer that must not arrive. */
    let lostAnswer: string | null = null;
    const cut = () => {
      cuts += 1;
      void server.close();
      void socket.close();
    };
    socket.onMessage((frame) => {
      const sent = SEND.exec(String(frame));
      if (isArmed && sent !== null) {
        isArmed = false;
        if (moment === "before it arrives") return cut();
        lostAnswer = `43${sent[1]}[`;
      }
      server.send(frame);
    });
    server.onMessage((frame) => {
      if (lostAnswer === null) socket.send(frame);
      // Nothing gets through until the answer has come, and been lost: not the news of the message either.
      else if (String(frame).startsWith(lostAnswer)) cut();
    });
  });
  return {
    cutNextSend: () => {
      isArmed = true;
    },
    cuts: () => cuts,
  };
}
