/** What of this the first view needs: where the rest is to be had. */
import { lazily } from "../../ui/index.ts";

export const EmojiPopover = lazily(() => import("./EmojiPopover.tsx").then((file) => file.EmojiPopover));
export const EmojiCompletion = lazily(() => import("./EmojiCompletion.tsx").then((file) => file.EmojiCompletion));
