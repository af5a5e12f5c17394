import { useDeviceChoice } from "../../device/index.ts";
import { text } from "../../language/index.ts";
import { textSizeChoice } from "../../ui/index.ts";

const SIZES = textSizeChoice.values.map(Number).sort((a, b) => a - b);

export function TextSizeField() {
  const chosen = useDeviceChoice(textSizeChoice);

  function choose(size: string) {
    const found = textSizeChoice.values.find((value) => value === size);
    if (found !== undefined) textSizeChoice.choose(found);
  }

  return (
    <div>
      <label htmlFor="setting-text-size" className="mb-2 flex items-baseline justify-between font-semibold text-label">
        {text("settings.textSize")}
        <span aria-hidden="true" className="tabular font-normal text-meta text-text-muted">
          {text("settings.textSizeValue", { size: chosen })}
        </span>
      </label>
      <div className="flex items-center gap-3">
        <span aria-hidden="true" className="text-[12px] text-text-muted leading-none">
          A
        </span>
        <input
          type="range"
          id="setting-text-size"
          min={SIZES[0]}
          max={SIZES.at(-1)}
          value={chosen}
          aria-valuetext={text("settings.textSizeValue", { size: chosen })}
          onChange={(event) => choose(event.target.value)}
          className="h-9 min-w-0 flex-1 cursor-pointer accent-accent pointer-coarse:h-[44px]"
        />
        <span aria-hidden="true" className="text-[20px] text-text-muted leading-none">
          A
        </span>
      </div>
    </div>
  );
}
