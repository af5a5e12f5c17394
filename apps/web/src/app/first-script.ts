/** The one inline script of every page: what must be right before the first paint, then what saves time until the second. */
import { ASK_AHEAD_SCRIPT } from "./ask-ahead-script.ts";
import { FIRST_PAINT_SCRIPT } from "./first-paint-script.ts";
import { WARM_UP_SCRIPT } from "./warm-up-script.ts";

export const FIRST_SCRIPT = [FIRST_PAINT_SCRIPT, ASK_AHEAD_SCRIPT, WARM_UP_SCRIPT].join(";\n");
