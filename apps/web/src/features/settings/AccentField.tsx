import { Check } from "lucide-react";
import { useDeviceChoice } from "../../device/index.ts";
import { text } from "../../language/index.ts";
import { accentChoice } from "../../ui/index.ts";

const NAMES = {
  iris: "settings.accentIris",
  lagoon: "settings.accentLagoon",
  fern: "settings.accentFern",
  ochre: "settings.accentOchre",
  plum: "settings.accentPlum",
} as const;

/** The accents as the drops they colour, with their names for who does not tell them apart. */
export function AccentField() {
  const chosen = useDeviceChoice(accentChoice);
  return (
    <fieldset>
      <legend className="mb-2 font-semibold text-label">{text("settings.accent")}</legend>
      <div className="-ms-3 flex flex-wrap gap-1">
        {accentChoice.values.map((accent) => (
          <label
            key={accent}
            className="relative flex min-w-14 cursor-pointer flex-col items-center gap-1.5 rounded-card px-0.5 py-2 text-meta text-text-muted hover:bg-hover has-checked:font-semibold has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              id={`setting-accent-${accent}`}
              name="accent"
              value={accent}
              checked={accent === chosen}
              onChange={() => accentChoice.choose(accent)}
              className="peer absolute inset-0 size-full cursor-pointer opacity-0"
            />
            <span
              aria-hidden="true"
              data-accent={accent}
              className="drop accent-sample flex size-8 items-center justify-center text-accent-text"
            >
              {accent === chosen ? <Check size={18} strokeWidth={2.25} /> : null}
            </span>
            {text(NAMES[accent])}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
