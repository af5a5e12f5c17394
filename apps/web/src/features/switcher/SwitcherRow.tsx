"use client";
import { useEffect, useRef } from "react";
import { Badge, CutText, joinClasses } from "../../ui/index.ts";
import { unreadText } from "../conversations/index.ts";
import type { SwitcherOption } from "./switcher-option.ts";

interface SwitcherRowProps {
  id: string;
  option: SwitcherOption;
  isActive: boolean;
  onChoose: () => void;
}

/** One thing the switcher leads to. */
export function SwitcherRow({ id, option, isActive, onChoose }: SwitcherRowProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and handles the keys of the whole list
    // biome-ignore lint/a11y/useFocusableInteractive: an option of a combobox is named by aria-activedescendant, never focused
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isActive}
      onClick={onChoose}
      className={joinClasses(
        "flex h-11 cursor-pointer items-center gap-3 px-2",
        isActive ? "spoken bg-selected" : "rounded-card hover:bg-hover",
      )}
    >
      {option.lead}
      <span className="flex min-w-0 flex-1 text-label">
        <CutText>{option.title}</CutText>
      </span>
      {option.detail === null ? null : (
        <bdi className="min-w-0 max-w-1/2 shrink-0 truncate text-meta text-text-muted">{option.detail}</bdi>
      )}
      {option.unread > 0 ? <Badge tone="accent">{unreadText(option.unread)}</Badge> : null}
    </div>
  );
}
