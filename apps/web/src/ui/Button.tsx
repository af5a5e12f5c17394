import type { ComponentProps } from "react";
import { joinClasses } from "./join-classes.ts";

const VARIANTS = {
  primary: "spoken bg-accent text-accent-text enabled:hover:brightness-110 font-semibold",
  secondary: "rounded-card border border-line-strong text-text enabled:hover:bg-hover font-medium",
  ghost: "rounded-card text-text-muted enabled:hover:bg-hover enabled:hover:text-text font-medium",
  danger: "spoken bg-danger text-danger-text enabled:hover:brightness-110 font-semibold",
} as const;

const SIZES = {
  sm: "min-h-8 px-3 text-preview pointer-coarse:min-h-11",
  md: "min-h-10 px-4 text-label pointer-coarse:min-h-11",
} as const;

export interface ButtonProps extends ComponentProps<"button"> {
  variant: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
}

export function Button({ variant, size = "md", className, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={joinClasses(
        "inline-flex items-center justify-center gap-2 whitespace-nowrap transition-[background-color,filter] duration-150 disabled:opacity-50",
        VARIANTS[variant],
        SIZES[size],
        className,
      )}
      {...rest}
    />
  );
}
