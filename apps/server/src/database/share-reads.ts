/**
 * Identical reads that come together share one. Nobody gets an answer from before they asked: whoever comes while a read is under
 * way waits for the next, together with all who come meanwhile. So what was committed before somebody asked is in their answer,
 * and nobody is given what they were no longer allowed to see (A1, S2).
 *
 *   ask 1 ── read ──────────> 1
 *      ask 2 ─ waits ─ read ──────────> 2, 3
 *         ask 3 ─ waits ┘
 */

/** @param read what one question reads: who asks, and for what, as plain data */
export function shareReads<Question, Answer>(
  read: (question: Question) => Promise<Answer>,
): (question: Question) => Promise<Answer> {
  const underWay = new Map<string, { current: Promise<Answer>; next: Promise<Answer> | null }>();

  function start(question: Question, key: string): Promise<Answer> {
    const current = read(question);
    const entry = { current, next: null };
    underWay.set(key, entry);
    const leave = () => {
      if (underWay.get(key) === entry && entry.next === null) underWay.delete(key);
    };
    current.then(leave, leave);
    return current;
  }

  return (question) => {
    const key = JSON.stringify(question);
    const entry = underWay.get(key);
    if (entry === undefined) return start(question, key);
    entry.next ??= entry.current.then(
      () => start(question, key),
      () => start(question, key),
    );
    return entry.next;
  };
}
