/** What must hold for every run, numbered as in docs/reliability.md. */
export const INVARIANTS = {
  I1: "what was acknowledged is stored, once",
  I2: "what was acknowledged is shown, once, on every device of everyone who may see it",
  I3: "what was refused is nowhere",
  I4: "what nobody answered is there once or not at all, and if it is there, for everyone",
  I5: "no device ever shows or hears a message twice",
  I6: "everyone sees the same messages in the same order",
  I7: "what a device shows grows in order, except where it says that it starts anew",
  I8: "places and revisions have no holes",
  I9: "a message has one place, in every answer, on every device and in the database",
  I10: "nothing is shown as sent without a place, and a restart does not change that",
  I11: "what one device sends into a conversation stays in the order in which it was written",
  I12: "who writes after an answer came is placed after it",
  I13: "who was answered finds the message when reading",
  I14: "no device skips anything",
  I15: "a read marker never goes back nor beyond the end, and unread counts are right",
  I16: "who was removed gets nothing that came later",
  I17: "who was added sees what new members see, on every way of reading",
  I18: "an ended session hears nothing after one second",
  I19: "everyone ends with the last version of every message; what was deleted is nowhere",
  I20: "the state that changes led to equals a fresh fetch",
  I21: "after healing everyone is equal within 30 seconds, and nobody connects over and over",
  I22: "memory and delays stay bounded",
  I23: "without a database, requests fail fast and can be repeated, and the server lives",
  I24: "an error never hides a success",
  I25: "who may not read a conversation sees nobody typing in it",
} as const;

export type InvariantId = keyof typeof INVARIANTS;

export interface Violation {
  invariant: InvariantId;
  /** A sentence that names devices, conversations and messages. */
  what: string;
}
