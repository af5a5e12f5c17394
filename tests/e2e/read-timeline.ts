/**
 * Reads a whole conversation off the screen. The timeline keeps only what is near the view in the document, so it is scrolled
 * from its end to its beginning, as a reader would. On the way it checks what must hold in every view: rows stand in `seq` order, and no
 * message is there twice (O2, I1).
 */
import type { Locator } from "@playwright/test";

export interface ShownMessage {
  clientMsgId: string;
  /** Null while on its way. */
  seq: number | null;
  state: string;
  text: string;
}

/** @param list the list of messages; its conversation must be open */
export async function readTimeline(list: Locator): Promise<ShownMessage[]> {
  const { messages, faults } = await list.evaluate(readInPage);
  if (faults.length > 0) throw new Error(`the timeline is wrong: ${faults.join("; ")}`);
  return messages;
}

/** Runs in the page. */
async function readInPage(list: Element): Promise<{ messages: ShownMessage[]; faults: string[] }> {
  const scroller = list.parentElement;
  if (scroller === null) throw new Error("the list of messages stands in nothing");
  const seen = new Map<string, ShownMessage>();
  const faults = new Set<string>();

  const read = (row: HTMLElement): ShownMessage => {
    const { message = "", seq, state = "" } = row.dataset;
    const body = row.querySelector('[dir="auto"]');
    const text = (body === null ? row.textContent : body.firstChild?.textContent) ?? "";
    return { clientMsgId: message, seq: seq === undefined ? null : Number(seq), state, text };
  };
  const look = () => {
    const rows = [...list.querySelectorAll<HTMLElement>("[data-message]")]
      .map((row) => ({ top: row.getBoundingClientRect().top, shown: read(row) }))
      .sort((a, b) => a.top - b.top)
      .map(({ shown }) => shown);
    let last = 0;
    const ids = new Set<string>();
    for (const { clientMsgId, seq, text } of rows) {
      if (ids.has(clientMsgId)) faults.add(`"${text}" is there twice`);
      ids.add(clientMsgId);
      if (seq === null) continue;
      if (seq <= last) faults.add(`${seq} stands after ${last}`);
      last = seq;
    }
    for (const shown of rows) seen.set(shown.clientMsgId, shown);
  };
  const isAtStart = () => scroller.scrollTop <= 0 && list.textContent?.includes("This is the start of");
  const nextFrames = async () => {
    for (let count = 0; count < 2; count += 1) await new Promise(requestAnimationFrame);
  };

  const isAtEnd = () => scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
  const deadline = performance.now() + 20_000;
  const giveUpLate = (what: string) => {
    if (performance.now() > deadline) throw new Error(`the ${what} of the conversation was not reached`);
  };

  while (!isAtEnd()) {
    giveUpLate("end");
    scroller.scrollTop = scroller.scrollHeight;
    await nextFrames();
  }
  look();
  while (!isAtStart()) {
    giveUpLate("beginning");
    scroller.scrollTop -= scroller.clientHeight / 2;
    await nextFrames();
    look();
  }
  const place = ({ seq }: ShownMessage) => seq ?? Number.POSITIVE_INFINITY;
  return { messages: [...seen.values()].sort((a, b) => (place(a) < place(b) ? -1 : 1)), faults: [...faults] };
}
