interface Walk {
  /** As they are shown, top to bottom. */
  ids: readonly string[];
  step: 1 | -1;
  isWanted: (id: string) => boolean;
}

/** The first wanted id on the way from `id`; null when there is none. From nowhere the way down begins at the top. */
export function neighbourOf(id: string | null, { ids, step, isWanted }: Walk): string | null {
  const start = id === null ? -1 : ids.indexOf(id);
  for (let index = start + step; index >= 0 && index < ids.length; index += step) {
    const candidate = ids[index];
    if (candidate !== undefined && isWanted(candidate)) return candidate;
  }
  return null;
}
