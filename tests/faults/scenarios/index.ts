/** All scenarios by the names under which docs/reliability.md lists them. */
import type { Scenario } from "../scenario.ts";
import { ack } from "./t-ack.ts";
import { clock } from "./t-clock.ts";
import { cursor } from "./t-cursor.ts";
import { deploy } from "./t-deploy.ts";
import { dup } from "./t-dup.ts";
import { edit } from "./t-edit.ts";
import { equalTimes } from "./t-eq-ts.ts";
import { fifo } from "./t-fifo.ts";
import { full } from "./t-full.ts";
import { gap } from "./t-gap.ts";
import { half } from "./t-half.ts";
import { member } from "./t-member.ts";
import { node } from "./t-node.ts";
import { order } from "./t-order.ts";
import { partition } from "./t-part.ts";
import { databaseKilled } from "./t-pgkill.ts";
import { databaseUnreachable } from "./t-pgnet.ts";
import { databaseStopped } from "./t-pgstop.ts";
import { pool } from "./t-pool.ts";
import { race } from "./t-race.ts";
import { read } from "./t-read.ts";
import { apart, redis } from "./t-redis.ts";
import { restart } from "./t-restart.ts";
import { restore } from "./t-restore.ts";
import { retry } from "./t-retry.ts";
import { session } from "./t-session.ts";
import { slow } from "./t-slow.ts";
import { soak } from "./t-soak.ts";
import { storm } from "./t-storm.ts";
import { tail } from "./t-tail.ts";

/** Those that leave everything as they found it, and so can follow one another; first those in which the server lives on. */
const SERVER_LIVES = [
  cursor,
  order,
  dup,
  retry,
  race,
  gap,
  partition,
  half,
  member,
  edit,
  read,
  databaseKilled,
  databaseStopped,
  databaseUnreachable,
];
const SERVER_DIES = [ack, deploy, restart];

export const SCENARIOS: Record<string, Scenario> = {
  "T-ack": ack,
  "T-tail": tail,
  "T-dup": dup,
  "T-retry": retry,
  "T-cursor": cursor,
  "T-eq-ts": equalTimes,
  "T-clock": clock,
  "T-order": order,
  "T-fifo": fifo,
  "T-gap": gap,
  "T-race": race,
  "T-part": partition,
  "T-half": half,
  "T-slow": slow,
  "T-storm": storm,
  "T-deploy": deploy,
  "T-pgkill": databaseKilled,
  "T-pgstop": databaseStopped,
  "T-pgnet": databaseUnreachable,
  "T-pool": pool,
  "T-full": full,
  "T-restart": restart,
  "T-restore": restore,
  "T-node": node,
  "T-redis": redis,
  "T-apart": apart,
  "T-member": member,
  "T-session": session,
  "T-edit": edit,
  "T-read": read,
  "T-soak": soak("all that can follow one another", [...SERVER_LIVES, ...SERVER_DIES]),
  "T-steady": soak("all that one server survives", SERVER_LIVES),
};

/** Run for many minutes, when asked for. */
export const LONG: readonly string[] = ["T-soak", "T-steady"];
