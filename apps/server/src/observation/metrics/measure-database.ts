/** Statements, by what they do to which table, and the connections they take. */
import type { Observer } from "../observer.ts";
import { watchStatements } from "../watch-statements.ts";
import type { Meters } from "./meters.ts";
import type { BeforeEachReading } from "./metrics-page.ts";

export function measureDatabase(
  meters: Meters,
  beforeEachReading: BeforeEachReading,
): Required<Pick<Observer, "pool">> {
  return {
    pool(pool) {
      beforeEachReading(() => {
        meters.pool.set({ state: "busy" }, pool.totalCount - pool.idleCount);
        meters.pool.set({ state: "idle" }, pool.idleCount);
        meters.poolWaiting.set(pool.waitingCount);
      });
      watchStatements(pool, (statement, perform) => {
        const startedAt = performance.now();
        const answer = perform();
        const note = () => meters.statement.observe({ statement }, (performance.now() - startedAt) / 1_000);
        answer.then(note, () => {
          note();
          meters.statementError.inc({ statement });
        });
        return answer;
      });
      return pool;
    },
  };
}
