/** What the doctor found of one thing. */
export interface Finding {
  state: "ok" | "worth knowing" | "wrong";
  /** One sentence. */
  what: string;
  /** What to do about it. */
  fix?: string;
}

export const ok = (what: string): Finding => ({ state: "ok", what });
export const worthKnowing = (what: string, fix: string): Finding => ({ state: "worth knowing", what, fix });
export const wrong = (what: string, fix: string): Finding => ({ state: "wrong", what, fix });
