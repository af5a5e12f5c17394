/** Everyone writes, edits, deletes, reads and types, as the plan says and the seed chooses. */

export interface Load {
  /** Nothing more by itself in this conversation, until the end. */
  silence(conversationId: string): void;
  /** Everything stops, or goes on. */
  pause(): void;
  resume(): void;
  /** Operations so far. */
  readonly count: number;
}
