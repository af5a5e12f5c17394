/**
 * One thing a person chose for this device: kept in its storage under `oschat.<name>`, the same in all tabs, and felt at once
 * by whoever listens. Without storage a choice lasts as long as the page.
 */
export interface DeviceChoice<Value extends string = string> {
  /** What there is to choose from; the first holds until something is chosen. */
  readonly values: readonly [Value, ...Value[]];
  read(): Value;
  choose(value: Value): void;
  /** Calls `listener` after each change, here or in another tab; returns how to stop. */
  subscribe(listener: () => void): () => void;
}

export function deviceChoice<const Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
): DeviceChoice<Value> {
  const key = `oschat.${name}`;
  const listeners = new Set<() => void>();
  let unsaved: Value | null = null;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const hear = (event: StorageEvent) => {
    if (event.key === key || event.key === null) tell();
  };
  return {
    values,
    read() {
      const stored = unsaved ?? stringIn(key);
      return values.find((value) => value === stored) ?? values[0];
    },
    choose(value) {
      unsaved = keep(key, value) ? null : value;
      tell();
    },
    subscribe(listener) {
      if (listeners.size === 0) window.addEventListener("storage", hear);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) window.removeEventListener("storage", hear);
      };
    },
  };
}

function stringIn(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
