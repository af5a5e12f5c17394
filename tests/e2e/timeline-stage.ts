/** Conversations as long as a test wants them, and how to measure where their messages stand on the screen. */
import type { World } from "@oschat/test-kit";
import type { Locator, Page } from "@playwright/test";

export interface Filling {
  readonly count: number;
  /** How many of them `readerId` has not read. */
  readonly unread?: number;
  readonly readerId?: string;
  /** How far apart in time they were written, the newest of them now. */
  readonly minutesApart?: number;
}

/** Makes a conversation longer without a word to anybody: short texts, long ones, and code. */
export async function fill(world: World, conversationId: string, senderId: string, filling: Filling): Promise<void> {
  const { count, unread = 0, readerId = null, minutesApart = 1 } = filling;
  const { pool } = world.database;
  await pool.query(
    `insert into messages (id, conversation_id, sender_id, client_msg_id, body, body_digest, seq, rev, sent_rev, created_at)
     select gen_random_uuid(), id, $2, gen_random_uuid(), 'text ' || n || case n % 5
              when 2 then repeat(' and something more to say about it', 20)
              when 4 then E'\\n\`\`\`js\\nconst a = 1;\\nconst b = 2;\\n\`\`\`'
              else '' end,
            '', last_seq + n, last_rev + n, last_rev + n, now() - ($3 - n) * $4::float8 * interval '1 minute'
     from conversations, generate_series(1, $3::int) n where id = $1`,
    [conversationId, senderId, count, minutesApart],
  );
  await pool.query("update conversations set last_seq = last_seq + $2, last_rev = last_rev + $2 where id = $1", [
    conversationId,
    count,
  ]);
  await pool.query(
    `update conversation_members m set last_read_seq = c.last_seq - case when user_id = $2::uuid then $3::int else 0 end
     from conversations c where c.id = m.conversation_id and c.id = $1`,
    [conversationId, readerId, unread],
  );
}

export interface Position {
  readonly top: number;
  readonly toEnd: number;
  readonly height: number;
  readonly whole: number;
}

/** Where the list is scrolled to. */
export function positionOf(list: Locator): Promise<Position> {
  return list.evaluate((element) => {
    const scroller = element.parentElement as HTMLElement;
    const { scrollTop: top, clientHeight: height, scrollHeight: whole } = scroller;
    return { top, toEnd: whole - top - height, height, whole };
  });
}

/** How far below the upper edge of the view an element stands. */
export function placeOf(list: Locator, selector: string): Promise<number> {
  return list.evaluate((element, selector) => {
    const edge = element.parentElement?.getBoundingClientRect().top ?? 0;
    return (element.querySelector(selector)?.getBoundingClientRect().top ?? Number.NaN) - edge;
  }, selector);
}

/** The message that is wholly in view and highest: the one under the eye. */
export function eyeOf(list: Locator): Promise<string> {
  return list.evaluate((element) => {
    const edge = element.parentElement?.getBoundingClientRect().top ?? 0;
    const seqs = [...element.querySelectorAll<HTMLElement>("[data-seq]")]
      .filter((row) => row.getBoundingClientRect().top >= edge)
      .map((row) => Number(row.dataset.seq));
    return `[data-seq="${Math.min(...seqs)}"]`;
  });
}

/** How far the message under the eye moves while something happens. */
export async function movedBy(list: Locator, happening: () => Promise<void>): Promise<number> {
  const eye = await eyeOf(list);
  const before = await placeOf(list, eye);
  await happening();
  await untilCalm(list);
  return Math.abs((await placeOf(list, eye)) - before);
}

/** Waits until the list has stood still for some frames. */
export function untilCalm(list: Locator): Promise<void> {
  return list.evaluate(async (element) => {
    const scroller = element.parentElement as HTMLElement;
    let before = "";
    for (let calm = 0; calm < 6; ) {
      await new Promise(requestAnimationFrame);
      const now = `${scroller.scrollTop}/${scroller.scrollHeight}`;
      calm = now === before ? calm + 1 : 0;
      before = now;
    }
  });
}

/** Turns the wheel over the messages by so many pixels, up if negative, and waits until they stand still. */
export async function wheel(list: Locator, pixels: number): Promise<void> {
  const box = await list.locator("..").boundingBox();
  if (box === null) throw new Error("no messages to scroll");
  await list.page().mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await list.page().mouse.wheel(0, pixels);
  await list.page().waitForTimeout(50);
  await untilCalm(list);
}

/**
 * Notes in every frame from now on, over pages opened later too, where the element stood when it was painted.
 *
 * @returns the places so far: pixels below the upper edge of the window
 */
export async function watchPainted(page: Page, selector: string): Promise<() => Promise<number[]>> {
  const watch = (selector: string) => {
    const places: number[] = [];
    Object.assign(window, { paintedPlaces: places });
    const look = () => {
      requestAnimationFrame(look);
      const element = document.querySelector(selector);
      if (!element?.checkVisibility({ visibilityProperty: true })) return;
      // What an observer reports of a new element is its box as it is painted in this frame.
      const observer = new IntersectionObserver(([entry]) => {
        observer.disconnect();
        if (entry !== undefined && element.isConnected) places.push(entry.boundingClientRect.top);
      });
      observer.observe(element);
    };
    requestAnimationFrame(look);
  };
  await page.addInitScript(watch, selector);
  await page.evaluate(watch, selector);
  return () => page.evaluate(() => (window as unknown as { paintedPlaces: number[] }).paintedPlaces);
}

/** How far apart the places are. */
export function spreadOf(places: readonly number[]): number {
  return Math.max(...places) - Math.min(...places);
}
