"use client";
/** A field, how much was found, and the way through it. The view follows what is typed; Enter goes on to what is older, Shift+Enter back. */
import { ChevronDown, ChevronUp, TextSearch, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { spokenLanguage, text } from "../../language/index.ts";
import { IconButton } from "../../ui/index.ts";
import { focusComposer, isComposing, wordsIn } from "../messages/index.ts";
import { closeFind } from "./find-state.ts";
import { useFound } from "./use-found.ts";
import { useHighlights } from "./use-highlights.ts";

export function FindPanel({ conversationId }: { conversationId: string }) {
  const [words, setWords] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const { messages, place, heldSince, isLoading, step, searchFurther } = useFound(conversationId, words);
  useHighlights(field, { words, shownSeq: messages[place]?.seq ?? null });

  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    // What closes it, wherever that is, hands the focus on.
    return focusComposer;
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event) || messages.length === 0) return;
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    else if (event.key === "ArrowUp") step(1);
    else if (event.key === "ArrowDown") step(-1);
    else return;
    event.preventDefault();
  }

  const shown = messages[place];
  const isLooking = words.trim() !== "";
  const count = messages.length;
  const result = !isLooking
    ? ""
    : count === 0
      ? text("messages.findNone")
      : text("messages.findPlace", { place: Math.max(place, 0) + 1, count });
  return (
    <search
      aria-label={text("messages.find")}
      className="spoken absolute inset-x-3 top-2 flex flex-col bg-raised p-1 shadow-menu outline-offset-0 outline-accent has-[input:focus-visible]:outline-2 transition-opacity duration-150 desk:start-auto desk:end-5 desk:w-96 starting:opacity-0"
    >
      <div className="flex items-center">
        <TextSearch size={18} strokeWidth={1.75} aria-hidden="true" className="mx-2 shrink-0 text-text-muted" />
        <input
          ref={field}
          aria-label={text("messages.findField")}
          placeholder={text("messages.find")}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="search"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-8 min-w-0 flex-1 bg-transparent px-1 text-base outline-none placeholder:text-text-muted desk:text-label pointer-coarse:h-11 pointer-coarse:text-base"
        />
        <p role="status" className="tabular shrink-0 px-2 text-meta text-text-muted">
          {result}
          {shown === undefined ? null : (
            <span className="sr-only">
              {text("messages.saidBy", { author: shown.senderName, text: wordsIn(shown.body) })}
            </span>
          )}
        </p>
        <IconButton
          size="sm"
          label={text("messages.findOlder")}
          icon={ChevronUp}
          disabled={count === 0}
          onClick={() => step(1)}
        />
        <IconButton
          size="sm"
          label={text("messages.findNewer")}
          icon={ChevronDown}
          disabled={count === 0}
          onClick={() => step(-1)}
        />
        <IconButton size="sm" label={text("common.close")} icon={X} onClick={closeFind} />
      </div>
      {isLooking && heldSince !== null ? (
        <div className="flex items-center justify-between gap-3 ps-2 pe-1 pb-1 text-meta text-text-muted">
          <span>{text("messages.findReach", { date: dateOf(heldSince) })}</span>
          <button
            type="button"
            disabled={isLoading}
            onClick={() => void searchFurther()}
            className="min-h-6 shrink-0 rounded-input px-1 font-semibold text-accent enabled:hover:underline disabled:opacity-50 pointer-coarse:min-h-11"
          >
            {text("messages.findFurther")}
          </button>
        </div>
      ) : null}
    </search>
  );
}

function dateOf(moment: string): string {
  return new Intl.DateTimeFormat(spokenLanguage(), { dateStyle: "medium" }).format(Date.parse(moment));
}
