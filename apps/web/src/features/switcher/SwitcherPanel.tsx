"use client";
/** A field and what it leads to. Focus stays in the field; the arrow keys choose, Enter goes there. */
import { Search } from "lucide-react";
import { type KeyboardEvent, memo, useEffect, useId, useRef, useState } from "react";
import { text } from "../../language/index.ts";
import { afterPaint } from "../../ui/index.ts";
import { focusComposer, isComposing } from "../messages/index.ts";
import { SwitcherRow } from "./SwitcherRow.tsx";
import type { SwitcherOption } from "./switcher-option.ts";
import { useSwitcherOptions } from "./use-switcher-options.tsx";

const NOTHING: readonly SwitcherOption[] = [];

/** As it was while its dialog fades: what was chosen is being drawn at the same time. */
export const SwitcherPanel = memo(function SwitcherPanel({ onDone }: { onDone: () => void }) {
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The dialog looks for the first field itself; when it opened before this code was there, it found none.
    const dialog = field.current?.closest("[role=dialog]");
    if (dialog?.contains(document.activeElement)) field.current?.focus();
  }, []);
  const options = useSwitcherOptions(query);
  // The dialog's first picture, in which it only begins to appear, does without them.
  const [areOptionsDue, setOptionsDue] = useState(false);
  useEffect(() => afterPaint(() => setOptionsDue(true)), []);
  const drawn = areOptionsDue ? options : NOTHING;
  const active = Math.min(chosen, options.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  function type(next: string) {
    setQuery(next);
    setChosen(0);
  }

  function choose(option: SwitcherOption | undefined) {
    if (option === undefined) return;
    if (option.fillsIn !== undefined) return type(option.fillsIn);
    if (!option.isPlace) onDone();
    option.run();
    if (!option.isPlace) return;
    // The dialog goes in the picture after the one that shows where it led. Keys in between are the composer's, also of a conversation
    // that was open already.
    focusComposer();
    afterPaint(onDone);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    if (event.key === "Enter") choose(options[active]);
    else if (event.key === "ArrowDown") setChosen((active + 1) % Math.max(options.length, 1));
    else if (event.key === "ArrowUp") setChosen((active - 1 + options.length) % Math.max(options.length, 1));
    else return;
    event.preventDefault();
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="relative me-9 pointer-coarse:me-10">
        <Search
          size={18}
          strokeWidth={1.75}
          aria-hidden="true"
          className="pointer-events-none absolute start-3 top-1/2 -translate-y-1/2 text-text-muted"
        />
        <input
          ref={field}
          role="combobox"
          aria-label={text("switcher.field")}
          aria-expanded={drawn.length > 0}
          aria-controls={listId}
          aria-activedescendant={drawn.length > 0 ? optionId(active) : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          placeholder={text("switcher.field")}
          value={query}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-9 w-full rounded-input border border-line-strong bg-surface ps-10 pe-3 text-base placeholder:text-text-muted focus:border-accent focus:outline-1 focus:outline-accent focus:outline-offset-0 pointer-coarse:h-11"
        />
      </div>
      {/* Its height does not change with the number of matches: nothing jumps while typing. */}
      <div
        id={listId}
        role="listbox"
        aria-label={text("switcher.results")}
        className="relative -mx-2 h-77 overflow-y-auto"
      >
        {drawn.map((option, index) => (
          <SwitcherRow
            key={option.id}
            id={optionId(index)}
            option={option}
            isActive={index === active}
            onChoose={() => choose(option)}
          />
        ))}
      </div>
      {options.length > 0 ? null : (
        <p
          aria-hidden="true"
          className="pointer-events-none absolute inset-x-6 top-28 text-center text-label text-text-muted"
        >
          {text("switcher.noMatch")}
        </p>
      )}
      <p role="status" className="sr-only">
        {areOptionsDue ? summaryOf(options) : null}
      </p>
      <p aria-hidden="true" className="text-meta text-text-muted">
        {text("switcher.hint")}
      </p>
    </div>
  );
});

function summaryOf({ length }: readonly SwitcherOption[]): string {
  return length === 0 ? text("switcher.noMatch") : text("switcher.found", { count: length });
}
