/**
 * Every number that both sides must agree on. Lengths are in Unicode code points unless a name says bytes;
 * times are in milliseconds.
 */
export const LIMITS = {
  /** A message's text. */
  bodyCodePoints: 4_000,
  bodyBytes: 16_000,
  /** A group's title. */
  titleCodePoints: 100,
  /** A person's display name. */
  nameCodePoints: 100,
  emailCodePoints: 254,
  /** Members named when a group is made. */
  initialMembers: 100,
  /** Members a group can have at all. */
  groupMembers: 5_000,
  /** Messages in one page of history. */
  historyPage: 100,
  historyPageDefault: 50,
  /** Conversations in one page of the list. */
  listPage: 500,
  /** Messages in one catch-up page. */
  syncPage: 500,
  syncPageDefault: 100,
  /** A client further behind than this many revisions starts afresh (S4). */
  syncResetRevisions: 2_000,
  /** Unread counts are exact up to here; one more means "more than that". */
  unreadExact: 99,
  /** How long a typing signal lives without being renewed. */
  typingTtlMs: 6_000,
  /** A client renews its typing signal at most this often. */
  typingRenewMs: 3_000,
  /** A client compares heads at least this often (S5). */
  headsIntervalMs: 20_000,
  /** One socket frame or request body from a client. */
  frameBytes: 64 * 1024,
  /** What the server keeps for a client that does not read, before it cuts the connection (B1). */
  unreadBufferBytes: 1024 * 1024,
} as const;
