import type { ComponentProps } from "react";

/** The list element of a virtual list. Stays open to the pointer while it scrolls: a lively one always does. */
export function VirtualList({ style, ...rest }: ComponentProps<"div">) {
  // biome-ignore lint/a11y/useSemanticElements: its children are wrappers made by the virtual list
  return <div role="list" style={{ ...style, pointerEvents: undefined }} {...rest} />;
}
