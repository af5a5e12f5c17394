/** What `oschat help` prints. */
import type { CommandEntry } from "./commands.ts";

export function helpText(commands: Record<string, CommandEntry>): string {
  const entries = Object.values(commands).map(({ usage, summary }) => `  oschat ${usage}\n      ${summary}\n`);
  return [
    "Commands for whoever runs an oschat server. Run them on its machine, with its settings.",
    "From a clone, write `npm run oschat --` instead of `oschat`.\n",
    ...entries,
  ].join("\n");
}
