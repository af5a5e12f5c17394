import { type DeviceChoice, useDeviceChoice } from "../../device/index.ts";

interface ChoiceFieldProps<Value extends string> {
  /** Makes the ids, which stay the same in every language. */
  name: string;
  label: string;
  choice: DeviceChoice<Value>;
  options: Record<NoInfer<Value>, string>;
  hint?: string;
}

/** One of few: all are seen at once. */
export function ChoiceField<Value extends string>({ name, label, choice, options, hint }: ChoiceFieldProps<Value>) {
  const chosen = useDeviceChoice(choice);
  const hintId = `setting-${name}-hint`;
  return (
    <fieldset aria-describedby={hint === undefined ? undefined : hintId}>
      <legend className="mb-2 font-semibold text-label">{label}</legend>
      <div className="flex flex-wrap gap-1.5">
        {choice.values.map((value) => (
          <label
            key={value}
            className="relative flex min-h-9 cursor-pointer items-center rounded-card border border-line px-3 text-label text-text-muted transition-colors duration-120 hover:bg-hover hover:text-text has-checked:spoken has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 pointer-coarse:min-h-[44px] forced-colors:has-checked:bg-[Highlight] forced-colors:has-checked:text-[HighlightText]"
          >
            <input
              type="radio"
              id={`setting-${name}-${value}`}
              name={name}
              value={value}
              checked={value === chosen}
              onChange={() => choice.choose(value)}
              className="absolute inset-0 size-full cursor-pointer opacity-0"
            />
            {options[value]}
          </label>
        ))}
      </div>
      {hint === undefined ? null : (
        <p id={hintId} className="mt-2 text-meta text-text-muted">
          {hint}
        </p>
      )}
    </fieldset>
  );
}
