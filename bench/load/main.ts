/** The load client: a process of its own, told what to do by the benchmark. */
import { serveCalls } from "@oschat/test-kit/serve-calls";
import { catchUp } from "./catch-up.ts";
import { closedLoop } from "./closed-loop.ts";
import { type Crowd, OpenCrowd } from "./crowd.ts";
import { closeIdle, openIdle } from "./idle.ts";
import { openLoop } from "./open-loop.ts";
import { askInTurn, readWholeList } from "./requests.ts";
import { rush } from "./rush.ts";
import { closeStopped, openStopped } from "./stopped-readers.ts";
import { returnAtOnce } from "./storm.ts";

let crowd: OpenCrowd | null = null;

function present(): OpenCrowd {
  if (crowd === null) throw new Error("no crowd is there");
  return crowd;
}

serveCalls({
  async gather(order: Crowd) {
    crowd = await OpenCrowd.open(order);
  },
  closedLoop: (order: Parameters<typeof closedLoop>[1]) => closedLoop(present(), order),
  openLoop: (order: Parameters<typeof openLoop>[1]) => openLoop(present(), order),
  openIdle,
  closeIdle,
  openStopped,
  closeStopped,
  returnAtOnce,
  rush,
  catchUp,
  askInTurn,
  readWholeList,
});
