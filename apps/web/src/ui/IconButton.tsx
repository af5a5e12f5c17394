"use client";
import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { joinClasses } from "./join-classes.ts";
import { Tooltip } from "./Tooltip.tsx";

const SIZES = {
  sm: { box: "size-8 pointer-coarse:size-11", icon: 18 },
  md: { box: "size-9 pointer-coarse:size-11", icon: 20 },
} as const;

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  /** The accessible name and the tooltip. */
  label: string;
  icon: LucideIcon;
  size?: keyof typeof SIZES;
}

export function IconButton({ label, icon: Icon, size = "md", className, type = "button", ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <button
        type={type}
        aria-label={label}
        className={joinClasses(
          "inline-flex shrink-0 items-center justify-center rounded-card text-text-muted transition-colors duration-120 enabled:hover:bg-hover enabled:hover:text-text aria-pressed:text-accent data-popup-open:bg-hover data-popup-open:text-text disabled:opacity-50",
          SIZES[size].box,
          className,
        )}
        {...rest}
      >
        <Icon size={SIZES[size].icon} strokeWidth={1.75} aria-hidden="true" />
      </button>
    </Tooltip>
  );
}
