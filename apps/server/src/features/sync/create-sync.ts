/** What both doors of this feature lead to. */
import type { Db } from "../../database/connection.ts";
import { type CatchUp, createCatchUp } from "./catch-up.ts";
import { type CompareHeads, createCompareHeads } from "./compare-heads.ts";

export interface Sync {
  catchUp: CatchUp;
  compareHeads: CompareHeads;
}

export function createSync(dependencies: { db: Db; readEpoch: () => Promise<string> }): Sync {
  return { catchUp: createCatchUp(dependencies.db), compareHeads: createCompareHeads(dependencies) };
}
