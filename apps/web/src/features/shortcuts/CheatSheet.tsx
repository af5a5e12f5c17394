"use client";
/** All shortcuts, as the table has them, with the keys as this keyboard prints them. */
import { useEffect, useRef } from "react";
import { type TextKey, text } from "../../language/index.ts";
import { ariaKeys, isAppleKeyboard, keyNames } from "./chords.ts";
import { SHORTCUT_IDS, type Shortcut, type ShortcutId, shortcut } from "./shortcut-table.ts";

const SECTIONS: Record<Shortcut["place"], TextKey> = {
  everywhere: "shortcuts.everywhere",
  writing: "shortcuts.writing",
};

/** Scrolls by itself, so that its ring is whole. */
const SHEET = "-mx-3 flex max-h-[60dvh] flex-col gap-5 overflow-y-auto rounded-input px-3 outline-offset-[-2px]";

export function CheatSheet() {
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    // A dialog that opened before this code was there gave the focus to something else.
    if (sheet.current?.closest("[role=dialog]")?.contains(document.activeElement)) sheet.current.focus();
  }, []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in it takes the focus, and it may be longer than the screen
    <section ref={sheet} tabIndex={0} aria-label={text("shortcuts.title")} className={SHEET}>
      {(Object.keys(SECTIONS) as Shortcut["place"][]).map((place) => (
        <section key={place} aria-label={text(SECTIONS[place])}>
          <h3 className="pb-1 font-semibold text-meta text-text-muted">{text(SECTIONS[place])}</h3>
          <dl className="flex flex-col divide-y divide-line">
            {SHORTCUT_IDS.filter((id) => shortcut(id).place === place).map((id) => (
              <Row key={id} id={id} />
            ))}
          </dl>
        </section>
      ))}
    </section>
  );
}

function Row({ id }: { id: ShortcutId }) {
  const { keys, keysOutsideText = [] } = shortcut(id);
  const onApple = isAppleKeyboard();
  const all = [...keys, ...keysOutsideText];
  // Nine keys in a row are shown by the first and the last of them.
  const shown = all.length > 3 ? [all.at(0) ?? "", all.at(-1) ?? ""] : all;
  return (
    <div
      data-shortcut={id}
      data-keys={all.map((chord) => ariaKeys(chord, onApple)).join(" ")}
      className="flex items-center justify-between gap-4 py-2"
    >
      <dt className="min-w-0 text-label">{text(`shortcuts.${id}`)}</dt>
      <dd className="flex shrink-0 flex-wrap items-center justify-end gap-x-2 gap-y-1">
        {shown.map((chord, index) => (
          <span key={chord} className="flex items-center gap-2">
            {index === 0 ? null : (
              <span className="text-meta text-text-muted">
                {text(shown === all ? "shortcuts.or" : "shortcuts.upTo")}
              </span>
            )}
            <Keys names={keyNames(chord, onApple)} />
          </span>
        ))}
      </dd>
    </div>
  );
}

function Keys({ names }: { names: readonly string[] }) {
  return (
    <kbd className="flex gap-1 font-sans">
      {names.map((name) => (
        <kbd
          key={name}
          className="min-w-6 rounded-input border border-line-strong bg-surface px-1.5 py-0.5 text-center font-sans text-meta"
        >
          {name}
        </kbd>
      ))}
    </kbd>
  );
}
