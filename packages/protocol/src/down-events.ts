/** The names of everything the server may send over the socket; down.ts has what each carries. */
export const DOWN_EVENTS = [
  "ready",
  "message:new",
  "message:updated",
  "message:ack",
  "sync:batch",
  "conversation:added",
  "conversation:removed",
  "read:updated",
  "own:updated",
  "user:updated",
  "typing:start",
  "typing:stop",
  "sync:hint",
  "request:refused",
  "session:ended",
] as const;

export type DownEvent = (typeof DOWN_EVENTS)[number];
