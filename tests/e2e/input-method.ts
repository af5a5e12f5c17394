/** An input method, as people use one to write Japanese, Chinese or Korean, through the browser's own protocol. */
import type { Locator, Page } from "@playwright/test";

const KEYS = ["Enter", "Tab", "ArrowUp", "ArrowDown", "Escape"] as const;

export interface InputMethod {
  /** Shows `text` as being composed, at the caret of what has the focus. */
  compose(text: string): Promise<void>;
  /** Presses the keys that choose among candidates: they are the input method's. */
  pressItsKeys(): Promise<void>;
  /** Ends the composition with `text`. */
  commit(text: string): Promise<void>;
}

export async function startInputMethod(page: Page): Promise<InputMethod> {
  const devtools = await page.context().newCDPSession(page);
  return {
    async compose(text) {
      const end = text.length;
      await devtools.send("Input.imeSetComposition", { text, selectionStart: end, selectionEnd: end });
    },
    async pressItsKeys() {
      for (const key of KEYS) {
        // The code that the system gives to keys an input method has taken.
        const press = { key, code: key, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
        await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...press });
        await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", ...press });
      }
    },
    async commit(text) {
      await devtools.send("Input.insertText", { text });
    },
  };
}

/** Safari ends the composition first and presses the key after it, with only the code to tell that it was not meant for the page. */
export async function pressInSafarisOrder(field: Locator): Promise<void> {
  await field.evaluate((element, keys) => {
    for (const key of keys) {
      element.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
      element.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "日本" }));
      const press = { key, code: key, keyCode: 229, bubbles: true, cancelable: true };
      element.dispatchEvent(new KeyboardEvent("keydown", press));
    }
  }, KEYS);
}
