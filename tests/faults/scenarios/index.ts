/** All scenarios by the names under which docs/reliability.md lists them. */
import type { Scenario } from "../scenario.ts";
import { dup } from "./t-dup.ts";
import { edit } from "./t-edit.ts";
import { fifo } from "./t-fifo.ts";
import { member } from "./t-member.ts";
import { order } from "./t-order.ts";
import { race } from "./t-race.ts";
import { read } from "./t-read.ts";
import { retry } from "./t-retry.ts";
import { session } from "./t-session.ts";

export const SCENARIOS: Record<string, Scenario> = {
  "T-dup": dup,
  "T-retry": retry,
  "T-order": order,
  "T-fifo": fifo,
  "T-race": race,
  "T-member": member,
  "T-session": session,
  "T-edit": edit,
  "T-read": read,
};
