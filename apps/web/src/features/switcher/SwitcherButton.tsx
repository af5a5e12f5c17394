"use client";
import { Search } from "lucide-react";
import { text } from "../../language/index.ts";
import { IconButton } from "../../ui/index.ts";
import { ariaKeys, isAppleKeyboard, openOverlay, shortcut } from "../shortcuts/index.ts";

/** Finds a conversation by name; the same as the shortcut, for the pointer. */
export function SwitcherButton() {
  return (
    <IconButton
      label={text("switcher.title")}
      icon={Search}
      aria-keyshortcuts={shortcut("openSwitcher")
        .keys.map((chord) => ariaKeys(chord, isAppleKeyboard()))
        .join(" ")}
      onClick={() => openOverlay("switcher")}
    />
  );
}
