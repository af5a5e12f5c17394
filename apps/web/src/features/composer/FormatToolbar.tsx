/** Formatting for the pointer; the same as the keys. One Tab stop, arrow keys within. */
import { Bold, Code, Eye, Italic, type LucideIcon, Strikethrough } from "lucide-react";
import { type KeyboardEvent, memo, type RefObject, useState } from "react";
import { text } from "../../language/index.ts";
import { IconButton, joinClasses } from "../../ui/index.ts";
import { ariaKeys, isAppleKeyboard, shortcut } from "../shortcuts/index.ts";
import { EmojiButton } from "./EmojiButton.tsx";
import { applyEdit, selectedIn } from "./text/apply-edit.ts";
import { type Format, toggleFormat } from "./text/format-text.ts";

const FORMATS: readonly { format: Format; icon: LucideIcon }[] = [
  { format: "bold", icon: Bold },
  { format: "italic", icon: Italic },
  { format: "strike", icon: Strikethrough },
  { format: "code", icon: Code },
];

interface FormatToolbarProps {
  conversationId: string;
  area: RefObject<HTMLTextAreaElement | null>;
  isShownOnPhone: boolean;
  isPreviewed: boolean;
  onPreviewedChange: (isPreviewed: boolean) => void;
}

export const FormatToolbar = memo(function FormatToolbar(props: FormatToolbarProps) {
  const { conversationId, area, isShownOnPhone, isPreviewed, onPreviewedChange } = props;
  const [tabStop, setTabStop] = useState(0);

  function format(which: Format) {
    if (area.current !== null) applyEdit(area.current, toggleFormat(which, selectedIn(area.current)));
  }

  return (
    <div
      role="toolbar"
      aria-label={text("composer.tools")}
      className={joinClasses(
        "items-center gap-0.5 self-center p-1 [grid-area:tools] desk:flex",
        isShownOnPhone ? "flex" : "hidden",
      )}
      onKeyDown={moveByArrows}
    >
      {FORMATS.map(({ format: which, icon }, index) => (
        <IconButton
          key={which}
          size="sm"
          label={text(`shortcuts.${which}`)}
          icon={icon}
          aria-keyshortcuts={shortcut(which)
            .keys.map((chord) => ariaKeys(chord, isAppleKeyboard()))
            .join(" ")}
          tabIndex={index === tabStop ? 0 : -1}
          onFocus={() => setTabStop(index)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => format(which)}
        />
      ))}
      <span aria-hidden="true" className="mx-1 h-4 w-px bg-line" />
      <EmojiButton
        // What is picked for one conversation must not get into another.
        key={conversationId}
        area={area}
        tabIndex={tabStop === FORMATS.length ? 0 : -1}
        onFocus={() => setTabStop(FORMATS.length)}
      />
      <IconButton
        size="sm"
        label={text("composer.preview")}
        icon={Eye}
        aria-pressed={isPreviewed}
        tabIndex={tabStop === FORMATS.length + 1 ? 0 : -1}
        onFocus={() => setTabStop(FORMATS.length + 1)}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onPreviewedChange(!isPreviewed)}
      />
    </div>
  );
});

function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const towardsEnd = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const at = buttons.findIndex((button) => button.matches(":focus"));
  if (at === -1) return;
  event.preventDefault();
  buttons[(at + (event.key === towardsEnd ? 1 : -1) + buttons.length) % buttons.length]?.focus();
}
