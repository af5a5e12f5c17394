/**
 * Where the timeline stands, and when it may move.
 *
 * Opening: at the wanted place (where it was left, else the new-messages line at a third of the height, else the newest message).
 * With rows of known heights it stands there at once; otherwise it is hidden until the place is reached and calm, so that no
 * scrolling is ever seen.
 * Pinned: after that it stays at the newest message through every change of height, until the reader moves up. New messages
 * are followed when the reader is near the end, and never pull somebody who reads above. An own message always does.
 * Everything above the view that changes its height is compensated by the list itself; nothing else writes the position.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { VirtualizerHandle } from "virtua";
import { type KnownSizes, rememberSizes } from "./known-sizes.ts";
import { hasPrepended } from "./prepended-rows.ts";
import { distanceToEnd, type Goal, hasLine, isPlaceDrawn, openingGoal, placeOf } from "./scroll-goals.ts";
import { rememberedPlace, rememberPlace } from "./scroll-memory.ts";
import type { TimelineRow } from "./timeline-rows.ts";
import type { TargetRow } from "./use-target-row.ts";

const NEAR_END_PX = 50;
/** A correction right after the reader moved up must not count as going down again. */
const UPWARD_LOCK_MS = 150;
const CALM_FRAMES = 2;
/** Where nothing has to be measured. */
const CALM_FRAMES_KNOWN = 1;
const MOST_FRAMES = 40;

export interface TimelineScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly list: RefObject<VirtualizerHandle | null>;
  /** False while the opening place is sought: nothing is shown. */
  readonly isReady: boolean;
  /** The opening place is reached, for good. */
  readonly isSettled: boolean;
  /** For the list's `shift`. */
  readonly isPrepending: boolean;
  readonly handleScroll: () => void;
  readonly jumpToEnd: () => void;
  readonly jumpToRow: (rowKey: string) => void;
  /** The end is not followed any more, until the reader goes there again. */
  readonly holdPlace: () => void;
}

export interface TimelineScrollInput {
  readonly conversationId: string;
  readonly rows: readonly TimelineRow[];
  /** Led to: its row stands in the middle. */
  readonly target: TargetRow | null;
  /** Opens at the newest message, whatever is unread. */
  readonly startsAtEnd: boolean;
  /** Whether the newest message is the last row, and may be followed. */
  readonly hasEnd: boolean;
  /** The heights of the rows as they were last, if they should still be the same. */
  readonly known: KnownSizes | null;
  /** The newest own message on its way; a new one moves the view to the end. */
  readonly ownSendId: string | null;
  readonly onEndInView: (isAtEnd: boolean) => void;
  /** Called whenever the position or the geometry changed. */
  readonly onMoved: (scroller: HTMLElement) => void;
}

export function useTimelineScroll(input: TimelineScrollInput): TimelineScroll {
  const { conversationId, rows, known, ownSendId, target, startsAtEnd, hasEnd, onEndInView, onMoved } = input;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [phase, setPhase] = useState<"seeking" | "shown" | "settled">(known === null ? "seeking" : "shown");
  const state = useRef({
    ...{ isReady: false, isPinned: true, lastTop: 0, movedUpAt: 0, distance: 0, width: 0, frame: 0 },
    hasEnd,
  });
  /** Goes to the place that is sought at present. */
  const seek = useRef<(() => void) | null>(null);
  const shownRows = useRef(rows);
  const shownTarget = useRef(target);
  const atEndFirst = useRef(startsAtEnd);
  const knownFirst = useRef(known);
  const isPrepending = hasPrepended(shownRows.current, rows);

  const report = useCallback(() => {
    const element = scroller.current;
    if (element === null || !state.current.isReady) return;
    state.current.distance = distanceToEnd(element);
    state.current.lastTop = element.scrollTop;
    state.current.width = element.clientWidth;
    onEndInView(state.current.distance <= NEAR_END_PX);
    rememberPlace(conversationId, state.current.isPinned ? null : placeOf(list.current, shownRows.current));
    onMoved(element);
  }, [conversationId, onEndInView, onMoved]);

  const moveTo = useCallback((goal: Goal) => {
    const element = scroller.current;
    if (element === null || list.current === null) return;
    if (goal.kind === "end") {
      element.scrollTop = element.scrollHeight;
      return;
    }
    const rowKey = goal.kind === "middle" ? goal.rowKey : goal.place.rowKey;
    const index = shownRows.current.findIndex((row) => row.key === rowKey);
    if (index < 0) return;
    const middle = Math.max((element.clientHeight - list.current.getItemSize(index)) / 2, 0);
    element.scrollTop = list.current.getItemOffset(index) - (goal.kind === "middle" ? middle : goal.place.offset);
  }, []);

  /** Goes to the goal again and again while rows around it come and are measured, until nothing moves any more. */
  const settleAt = useCallback(
    (findGoal: () => Goal, onSettled: () => void, calmFrames = CALM_FRAMES) => {
      cancelAnimationFrame(state.current.frame);
      let before = "";
      let frames = 0;
      let calm = 0;
      const goThere = () => {
        const element = scroller.current;
        const goal = findGoal();
        state.current.isPinned = goal.kind === "end";
        moveTo(goal);
        const now = element === null ? "" : `${element.scrollTop}/${element.scrollHeight}`;
        calm = now === before && isPlaceDrawn(element, list.current) ? calm + 1 : 0;
        before = now;
      };
      const step = () => {
        goThere();
        frames += 1;
        if (calm < calmFrames && frames < MOST_FRAMES) {
          state.current.frame = requestAnimationFrame(step);
          return;
        }
        seek.current = null;
        onSettled();
      };
      seek.current = () => {
        goThere();
        calm = 0;
      };
      goThere();
      state.current.frame = requestAnimationFrame(step);
    },
    [moveTo],
  );

  useLayoutEffect(() => {
    if (state.current.isReady) return;
    const place = rememberedPlace(conversationId);
    const first = shownTarget.current;
    const isKnown = knownFirst.current !== null && knownFirst.current.width === scroller.current?.clientWidth;
    if (!isKnown) setPhase("seeking");
    const findGoal = (): Goal => {
      if (first !== null) return { kind: "middle", rowKey: first.rowKey };
      if (atEndFirst.current) return { kind: "end" };
      return openingGoal(place, shownRows.current, (scroller.current?.clientHeight ?? 0) / 3);
    };
    const onSettled = () => {
      state.current.isReady = true;
      if (scroller.current !== null) state.current.isPinned = first === null && distanceToEnd(scroller.current) <= 1;
      if (isKnown) setPhase("settled");
      // In the frame that has just begun, not in the next.
      else flushSync(() => setPhase("settled"));
      report();
    };
    settleAt(findGoal, onSettled, isKnown ? CALM_FRAMES_KNOWN : CALM_FRAMES);
    return () => {
      if (!state.current.isReady) cancelAnimationFrame(state.current.frame);
    };
  }, [conversationId, settleAt, report]);

  const pinToEnd = useCallback(() => {
    state.current.isPinned = true;
    moveTo({ kind: "end" });
    report();
  }, [moveTo, report]);

  const seenSends = useRef(new Set([ownSendId]));
  useLayoutEffect(() => {
    const isLineGone = hasLine(shownRows.current) && !hasLine(rows);
    shownRows.current = rows;
    const { isReady: isOpen, isPinned, distance, movedUpAt } = state.current;
    const isOwnSend = ownSendId !== null && !seenSends.current.has(ownSendId);
    seenSends.current.add(ownSendId);
    if (!isOpen) return;
    const place = rememberedPlace(conversationId);
    state.current.hasEnd = hasEnd;
    const isNearEnd = hasEnd && distance <= NEAR_END_PX && performance.now() - movedUpAt > UPWARD_LOCK_MS;
    if ((hasEnd && (isOwnSend || isPinned)) || isNearEnd) pinToEnd();
    else if (isLineGone && place !== null) settleAt(() => ({ kind: "row", place }), report);
    else report();
  }, [conversationId, rows, ownSendId, hasEnd, pinToEnd, settleAt, report]);

  const handleScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null || !state.current.isReady) return;
    const distance = distanceToEnd(element);
    if (element.scrollTop < state.current.lastTop - 0.5 && distance > 1) {
      state.current.isPinned = false;
      state.current.movedUpAt = performance.now();
    } else if (
      distance <= 1 ||
      (distance <= NEAR_END_PX && performance.now() - state.current.movedUpAt > UPWARD_LOCK_MS)
    ) {
      state.current.isPinned = state.current.hasEnd;
    }
    report();
  }, [report]);

  useLayoutEffect(() => {
    const element = scroller.current;
    const content = element?.lastElementChild;
    if (element === null || !content) return;
    // What the list itself reports comes before its new height is in the document: too early to go to the end.
    const observer = new ResizeObserver(() => {
      if (!state.current.isReady) seek.current?.();
      else if (state.current.isPinned) pinToEnd();
      else report();
    });
    observer.observe(element);
    observer.observe(content);
    return () => observer.disconnect();
  }, [pinToEnd, report]);

  const jumpToRow = useCallback(
    (rowKey: string) => {
      if (!state.current.isReady) return;
      const offset = (scroller.current?.clientHeight ?? 0) / 3;
      settleAt(() => ({ kind: "row", place: { rowKey, offset } }), report);
    },
    [settleAt, report],
  );

  useEffect(() => {
    if (target === shownTarget.current) return;
    shownTarget.current = target;
    if (target !== null && state.current.isReady) settleAt(() => ({ kind: "middle", rowKey: target.rowKey }), report);
  }, [target, settleAt, report]);

  const holdPlace = useCallback(() => {
    state.current.isPinned = false;
    state.current.movedUpAt = performance.now();
  }, []);

  useLayoutEffect(
    () => () => {
      const { frame, isReady, hasEnd, width } = state.current;
      cancelAnimationFrame(frame);
      const sizes = list.current?.cache;
      if (!isReady || !hasEnd || sizes === undefined) return;
      rememberSizes(conversationId, shownRows.current, { width, sizes });
    },
    [conversationId],
  );

  const isReady = phase !== "seeking";
  const isSettled = phase === "settled";
  return { scroller, list, isReady, isSettled, isPrepending, handleScroll, jumpToEnd: pinToEnd, jumpToRow, holdPlace };
}
