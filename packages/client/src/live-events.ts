/** What each event of the server does. Every event is decided. */
import type { DownEvent, DownPayload } from "@oschat/protocol";
import type { CatchUp } from "./catch-up.ts";
import type { Lanes } from "./lanes.ts";
import type { OwnMarksDoor } from "./own-marks.ts";
import type { Profiles } from "./profiles.ts";
import type { Typing } from "./typing.ts";

type Handlers = { readonly [E in DownEvent]: (payload: DownPayload<E>) => void };

interface LiveEventDeps {
  lanes: Lanes;
  catchUp: CatchUp;
  ownMarks: OwnMarksDoor;
  profiles: Profiles;
  typing: Typing;
  /** Something may have been missed. */
  onHint(withinMs: number): void;
}

export function createLiveEvents({ lanes, catchUp, ownMarks, profiles, typing, onHint }: LiveEventDeps) {
  /** Answers come by callback, and the end of a connection is the connection's business. */
  const elsewhere = () => {};
  const handlers: Handlers = {
    ready: elsewhere,
    "session:ended": elsewhere,
    "message:ack": elsewhere,
    "sync:batch": elsewhere,
    "request:refused": elsewhere,
    "message:new": lanes.offer,
    "message:updated": lanes.offer,
    "conversation:added": ({ conversationId }) => lanes.announce(conversationId),
    "conversation:removed": ({ conversationId }) => catchUp.drop([conversationId]),
    "read:updated": lanes.offerMarker,
    "own:updated": ownMarks.take,
    "user:updated": profiles.take,
    "sync:hint": ({ withinMs }) => onHint(withinMs),
    "typing:start": typing.started,
    "typing:stop": typing.stopped,
  };
  return <E extends DownEvent>(event: E, payload: DownPayload<E>): void => handlers[event]?.(payload);
}
