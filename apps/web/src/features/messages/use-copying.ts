/** Copying a selection over several messages gives a line for each: when, who, what. Also for those between that are not mounted. */
import type { Me } from "@oschat/protocol";
import { type ClipboardEvent, useCallback } from "react";
import { text as say } from "../../language/index.ts";
import { shortMomentLabel } from "./day-label.ts";
import { wordsIn } from "./markdown/markdown-loader.ts";
import { toTimelineItem } from "./timeline-item.ts";
import type { TimelineRow } from "./timeline-rows.ts";

export function useCopying(rows: readonly TimelineRow[], me: Me) {
  return useCallback(
    (event: ClipboardEvent<HTMLElement>) => {
      const selection = getSelection();
      if (selection === null || selection.rangeCount === 0 || isEditor(event.target)) return;
      const range = selection.getRangeAt(0);
      const touched = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-message][data-row]")]
        .filter((row) => range.intersectsNode(row))
        .map((row) => rows.findIndex(({ key }) => key === row.dataset.row))
        .filter((index) => index >= 0);
      if (touched.length < 2) return;
      const chosen = rows.slice(Math.min(...touched), Math.max(...touched) + 1);
      const lines = chosen.flatMap((row) => lineOf(row, me, partOf(row, event.currentTarget, range)));
      event.preventDefault();
      event.clipboardData.setData("text/plain", lines.join("\n"));
    },
    [rows, me],
  );
}

function lineOf(row: TimelineRow, me: Me, part: string | null): string[] {
  if (row.kind !== "message" || part === "") return [];
  const { at, authorName, body, isDeleted } = toTimelineItem(row.source, me);
  const words = isDeleted ? say("messages.deleted") : (part ?? wordsIn(body));
  return [say("messages.copiedLine", { time: shortMomentLabel(at), author: authorName, text: words })];
}

/** What is selected of a message's words; null: all of them. */
function partOf({ key }: TimelineRow, list: HTMLElement, range: Range): string | null {
  const body = list.querySelector(`[data-row="${CSS.escape(key)}"] [data-words]`);
  if (body === null) return null;
  const words = document.createRange();
  words.selectNodeContents(body);
  const startsInside = range.comparePoint(words.startContainer, words.startOffset) < 0;
  const endsInside = range.comparePoint(words.endContainer, words.endOffset) > 0;
  if (!startsInside && !endsInside) return null;
  if (startsInside) words.setStart(range.startContainer, range.startOffset);
  if (endsInside) words.setEnd(range.endContainer, range.endOffset);
  return words.toString().trim();
}

function isEditor(target: EventTarget): boolean {
  return target instanceof HTMLTextAreaElement;
}
