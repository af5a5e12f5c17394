import { CaseSensitive } from "lucide-react";
import { text } from "../../language/index.ts";
import { IconButton } from "../../ui/index.ts";

/** Where there is little room, the toolbar stands behind this one button. */
export function ToolsToggle({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  return (
    <span className="m-1 me-0 [grid-area:toggle] desk:hidden">
      <IconButton
        label={text("composer.tools")}
        icon={CaseSensitive}
        aria-pressed={isOpen}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onOpenChange(!isOpen)}
      />
    </span>
  );
}
