/** Judges a run by its history alone. Pure; O(n log n) in the number of entries. */
import type { History } from "../history/entry.ts";
import { everyoneIsEqualSoon, failsFastWithoutDatabase, memoryAndDelaysAreBounded } from "./health.ts";
import { INVARIANTS, type InvariantId, type Violation } from "./invariants.ts";
import { markersAreTrue } from "./markers.ts";
import { endedSessionsHearNothing, removedGetNothing, strangersSeeNoTyping } from "./membership.ts";
import { afterAnAnswerComesAfter, oneDeviceInOrder } from "./order.ts";
import { sentHasAPlace } from "./outbox.ts";
import { indexRun, type Run } from "./run.ts";
import { growsInOrder, nothingTwice, skipsNothing } from "./screens.ts";
import {
  acknowledgedIsStored,
  countersHaveNoHoles,
  errorsHideNoSuccess,
  placesAgree,
  refusedIsNowhere,
  unansweredIsWhole,
} from "./stored.ts";
import { withoutUndone } from "./undone.ts";
import {
  acknowledgedIsShown,
  changesEqualAFreshFetch,
  everyoneSeesOneOrder,
  lastVersionIsEverywhere,
  newMembersSeeEverything,
  sendersFindTheirOwn,
} from "./views.ts";

/** Yields a sentence for everything that is wrong. */
type Check = (run: Run) => Iterable<string>;

const CHECKS: Record<InvariantId, Check> = {
  I1: acknowledgedIsStored,
  I2: acknowledgedIsShown,
  I3: refusedIsNowhere,
  I4: unansweredIsWhole,
  I5: nothingTwice,
  I6: everyoneSeesOneOrder,
  I7: growsInOrder,
  I8: countersHaveNoHoles,
  I9: placesAgree,
  I10: sentHasAPlace,
  I11: oneDeviceInOrder,
  I12: afterAnAnswerComesAfter,
  I13: sendersFindTheirOwn,
  I14: skipsNothing,
  I15: markersAreTrue,
  I16: removedGetNothing,
  I17: newMembersSeeEverything,
  I18: endedSessionsHearNothing,
  I19: lastVersionIsEverywhere,
  I20: changesEqualAFreshFetch,
  I21: everyoneIsEqualSoon,
  I22: memoryAndDelaysAreBounded,
  I23: failsFastWithoutDatabase,
  I24: errorsHideNoSuccess,
  I25: strangersSeeNoTyping,
};

export function check(history: History): Violation[] {
  const run = indexRun(withoutUndone(history));
  return (Object.keys(INVARIANTS) as InvariantId[]).flatMap((invariant) =>
    [...CHECKS[invariant](run)].map((what) => ({ invariant, what })),
  );
}
