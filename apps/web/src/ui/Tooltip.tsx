import { cloneElement, type ReactElement } from "react";

export interface TooltipProps {
  label: string;
  /** One element that hands unknown attributes on to the document. */
  children: ReactElement<object>;
}

/** A hint for those who see; the element must carry its own accessible name. TooltipLayer shows it. */
export function Tooltip({ label, children }: TooltipProps) {
  return cloneElement(children, { "data-tooltip": label } as object);
}
