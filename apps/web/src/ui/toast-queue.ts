/** Short notices that pass by: a list outside React, so that any code can add to it. */
export interface ToastNotice {
  text: string;
  kind?: "info" | "error";
}

export interface QueuedToast {
  readonly id: number;
  readonly text: string;
  readonly kind: "info" | "error";
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
export function toast({ text, kind = "info" }: ToastNotice): void {
  const id = nextId;
  nextId += 1;
  replace([...toasts, { id, text, kind }].slice(-AT_ONCE));
  setTimeout(() => dismissToast(id), SHOWN_MS);
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
