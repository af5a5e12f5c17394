/** Short notices that pass by: a list outside React, so that any code can add to it. */
export interface ToastNotice {
  text: string;
  kind?: "info" | "error";
  /** What can be done about it. Doing it dismisses the notice. */
  action?: { label: string; run: () => void };
  /** Until it is acted on or dismissed, rather than for a few seconds. */
  stays?: boolean;
}

export interface QueuedToast extends Required<Pick<ToastNotice, "text" | "kind">>, Pick<ToastNotice, "action"> {
  readonly id: number;
}

const SHOWN_MS = 6_000;
const AT_ONCE = 3;

let toasts: readonly QueuedToast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function replace(next: readonly QueuedToast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows `text` for a few seconds; an `error` is read out at once. */
export function toast({ text, kind = "info", action, stays = false }: ToastNotice): void {
  const id = nextId;
  nextId += 1;
  replace([...toasts, { id, text, kind, ...(action === undefined ? {} : { action }) }].slice(-AT_ONCE));
  if (!stays) setTimeout(() => dismissToast(id), SHOWN_MS);
}

export function dismissToast(id: number): void {
  replace(toasts.filter((one) => one.id !== id));
}

export function currentToasts(): readonly QueuedToast[] {
  return toasts;
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
