"use client";
/** What a menu shows while it is open. Loaded when it is first wanted: see Menu.tsx. */
import { Menu as Base } from "@base-ui/react/menu";
import { Check, type LucideIcon } from "lucide-react";
import { Fragment } from "react";
import { joinClasses } from "./join-classes.ts";
import type { MenuChoice, MenuProps } from "./menu-props.ts";

const ITEM =
  "flex min-h-9 cursor-default select-none items-center gap-3 rounded-input px-3 text-label outline-none data-highlighted:bg-hover data-disabled:opacity-50 pointer-coarse:min-h-[44px] forced-colors:data-highlighted:outline-2 forced-colors:data-highlighted:outline-[Highlight]";

interface MenuPopupProps extends Pick<MenuProps, "items" | "choice" | "header" | "align" | "side"> {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The button that opened it: it stands there, and focus returns to it. */
  anchor: HTMLElement | null;
  /** Opened by keyboard: the first item has the focus. */
  startsAtFirst?: boolean;
}

export function MenuPopup(props: MenuPopupProps) {
  const {
    items,
    choice,
    header,
    align = "start",
    side = "bottom",
    open,
    onOpenChange,
    anchor,
    startsAtFirst = false,
  } = props;
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Positioner
          anchor={anchor}
          sideOffset={6}
          side={side}
          align={align}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup
            ref={startsAtFirst ? focusFirstItem : null}
            // What an item opened has the focus by now.
            finalFocus={() => (isDialogOpen() ? false : anchor)}
            className="max-h-(--available-height) min-w-[max(12rem,var(--anchor-width))] max-w-80 origin-(--transform-origin) overflow-y-auto rounded-card bg-raised p-1 text-text shadow-menu outline-none transition-[opacity,scale] duration-140 ease-out data-ending-style:scale-[0.97] data-ending-style:opacity-0 data-starting-style:scale-[0.97] data-starting-style:opacity-0"
          >
            {header === undefined ? null : <div className="mb-1 border-line border-b px-3 py-2">{header}</div>}
            {choice === undefined ? null : <Choice choice={choice} />}
            {items.map((item) => (
              <Fragment key={item.label}>
                {item.separated ? <Base.Separator className="my-1 h-px bg-line" /> : null}
                <Base.Item
                  className={joinClasses(ITEM, item.danger && "text-danger")}
                  disabled={item.disabled ?? false}
                  onClick={item.onSelect}
                >
                  <Content icon={item.icon} label={item.label} />
                </Base.Item>
              </Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Choice({ choice: { label, chosen, options, onChoose } }: { choice: MenuChoice }) {
  return (
    <Base.RadioGroup aria-label={label} value={chosen} onValueChange={onChoose}>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className={ITEM} closeOnClick>
          <Content icon={option.icon} label={option.label} />
          <Base.RadioItemIndicator>
            <Check size={16} strokeWidth={2} aria-hidden="true" className="text-accent" />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

function Content({ icon: Icon, label }: { icon: LucideIcon | undefined; label: string }) {
  return (
    <>
      {Icon === undefined ? null : <Icon size={18} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
    </>
  );
}

/** After the menu itself has taken the focus. */
function focusFirstItem(popup: HTMLElement | null): void {
  requestAnimationFrame(() => popup?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus());
}

function isDialogOpen(): boolean {
  return document.querySelector(":is([role=dialog], [role=alertdialog]):not([data-closed])") !== null;
}
