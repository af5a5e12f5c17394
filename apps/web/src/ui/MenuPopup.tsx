"use client";
/** What a menu shows while it is open. Loaded when it is first wanted: see Menu.tsx. */
import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import { Fragment } from "react";
import { joinClasses } from "./join-classes.ts";
import type { MenuItem, MenuProps } from "./menu-props.ts";

const ITEM =
  "flex min-h-9 cursor-default select-none items-center gap-3 rounded-input px-3 text-label outline-none data-highlighted:bg-hover data-disabled:opacity-50 pointer-coarse:min-h-11";

interface MenuPopupProps extends Pick<MenuProps, "items" | "header" | "align" | "side"> {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The button that opened it: it stands there, and focus returns to it. */
  anchor: HTMLElement | null;
}

export function MenuPopup(props: MenuPopupProps) {
  const { items, header, align = "start", side = "bottom", open, onOpenChange, anchor } = props;
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
            finalFocus={() => anchor}
            className="min-w-[max(12rem,var(--anchor-width))] max-w-80 origin-(--transform-origin) rounded-card bg-raised p-1 text-text shadow-menu outline-none transition-[opacity,scale] duration-140 ease-out data-ending-style:scale-[0.97] data-ending-style:opacity-0 data-starting-style:scale-[0.97] data-starting-style:opacity-0"
          >
            {header === undefined ? null : <div className="mb-1 border-line border-b px-3 py-2">{header}</div>}
            {items.map((item) => (
              <Fragment key={item.label}>
                {item.separated ? <Base.Separator className="my-1 h-px bg-line" /> : null}
                <Row item={item} />
              </Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Row({ item }: { item: MenuItem }) {
  const { icon: Icon, label, danger = false, disabled = false, checked, onSelect } = item;
  const content = (
    <>
      {Icon === undefined ? null : <Icon size={18} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {checked === true ? <Check size={16} strokeWidth={2} aria-hidden="true" className="text-accent" /> : null}
    </>
  );
  const className = joinClasses(ITEM, danger && "text-danger");
  if (checked === undefined) {
    return (
      <Base.Item className={className} disabled={disabled} onClick={onSelect}>
        {content}
      </Base.Item>
    );
  }
  return (
    <Base.CheckboxItem
      className={className}
      disabled={disabled}
      checked={checked}
      closeOnClick
      onCheckedChange={() => onSelect()}
    >
      {content}
    </Base.CheckboxItem>
  );
}
