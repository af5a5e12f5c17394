import { Smile } from "lucide-react";
import { type RefObject, useState } from "react";
import { text } from "../../language/index.ts";
import { IconButton } from "../../ui/index.ts";
import { EmojiPopover } from "../emoji/index.ts";
import { applyEdit, selectedIn } from "./text/apply-edit.ts";

interface EmojiButtonProps {
  area: RefObject<HTMLTextAreaElement | null>;
  tabIndex: number;
  onFocus: () => void;
}

/** Opens the picker; what is picked goes where the caret is. */
export function EmojiButton({ area, tabIndex, onFocus }: EmojiButtonProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isOpen, setOpen] = useState(false);

  function insert(emoji: string) {
    if (area.current === null) return;
    const { start, end } = selectedIn(area.current);
    const caret = start + emoji.length;
    applyEdit(area.current, { from: start, to: end, insert: emoji, select: [caret, caret] });
  }

  return (
    <>
      <IconButton
        size="sm"
        label={text("emoji.title")}
        icon={Smile}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        data-popup-open={isOpen ? "" : undefined}
        tabIndex={tabIndex}
        onPointerEnter={EmojiPopover.preload}
        onFocus={() => {
          EmojiPopover.preload();
          onFocus();
        }}
        onClick={(event) => {
          setAnchor(event.currentTarget);
          setOpen(true);
        }}
      />
      {anchor === null ? null : (
        <EmojiPopover isOpen={isOpen} onOpenChange={setOpen} anchor={anchor} returnTo={area} onPick={insert} />
      )}
    </>
  );
}
