/** From the key Enter to one's own message on the screen. */
import type { Page } from "@playwright/test";

const MESSAGES = 20;

export async function measureWriting(page: Page): Promise<number[]> {
  const composer = page.getByRole("textbox", { name: /^Message / });
  const times: number[] = [];
  for (let index = 0; index < MESSAGES; index += 1) {
    const body = `own message ${index} ${Date.now()}`;
    await composer.fill(body);
    await page.waitForTimeout(100);
    const painted = page.evaluate(untilShown, body);
    await composer.press("Enter");
    times.push(await painted);
  }
  return times;
}

function untilShown(body: string): Promise<number> {
  return new Promise((resolve) => {
    const note = (event: KeyboardEvent) => {
      if (event.key !== "Enter") return;
      window.removeEventListener("keydown", note, true);
      const late = performance.now() - event.timeStamp;
      const isShown = () =>
        [...document.querySelectorAll("main [data-message]")].slice(-3).some((row) => row.textContent?.includes(body));
      resolve(window.probes.untilPainted(() => {}, isShown).then((time) => time + late));
    };
    window.addEventListener("keydown", note, true);
  });
}
