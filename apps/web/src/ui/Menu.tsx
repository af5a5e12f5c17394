"use client";
/** A button's menu of actions: arrow keys, type-ahead, Escape; focus returns to the button. */
import { Menu as Base } from "@base-ui/react/menu";
import { Check, type LucideIcon } from "lucide-react";
import { Fragment, type ReactElement, type ReactNode } from "react";
import { joinClasses } from "./join-classes.ts";

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  danger?: boolean;
  disabled?: boolean;
  /** Present on items that are a choice: marks the chosen one. */
  checked?: boolean;
  /** A line above it sets it apart. */
  separated?: boolean;
  onSelect: () => void;
}

export interface MenuProps {
  /** A button element that accepts a ref and event handlers. */
  trigger: ReactElement;
  items: MenuItem[];
  /** Shown above the items, not selectable. */
  header?: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
}

const ITEM =
  "flex min-h-9 cursor-default select-none items-center gap-3 rounded-input px-3 text-label outline-none data-highlighted:bg-hover data-disabled:opacity-50 pointer-coarse:min-h-11";

export function Menu({ trigger, items, header, align = "start", side = "bottom" }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} side={side} align={align} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup className="min-w-[max(12rem,var(--anchor-width))] max-w-80 origin-(--transform-origin) rounded-card bg-raised p-1 text-text shadow-menu outline-none transition-[opacity,scale] duration-140 ease-out data-ending-style:scale-[0.97] data-ending-style:opacity-0 data-starting-style:scale-[0.97] data-starting-style:opacity-0">
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
