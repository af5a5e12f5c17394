/**
 * The one error table (E1). Every refusal, over REST or socket, is one of these codes. `status` is the HTTP status,
 * `retryable` says whether the same request may succeed later unchanged, `remedy` is the sentence a person gets when
 * nothing more exact is known.
 */
export const ERRORS = {
  invalid_request: {
    status: 400,
    retryable: false,
    remedy: "The request is not valid. Correct the named fields and send it again.",
  },
  unknown_event: {
    status: 400,
    retryable: false,
    remedy: "There is no such event. See /docs for the events this server understands.",
  },
  not_signed_in: { status: 401, retryable: false, remedy: "Sign in first, or send a bearer token." },
  session_ended: { status: 401, retryable: false, remedy: "This session has ended. Sign in again." },
  sign_in_failed: {
    status: 401,
    retryable: false,
    remedy: "The sign-in did not complete. Start again from the sign-in page.",
  },
  email_not_verified: {
    status: 403,
    retryable: false,
    remedy: "Your identity provider has not verified your e-mail address. Verify it there, then sign in again.",
  },
  email_in_use: {
    status: 409,
    retryable: false,
    remedy: "Another account here already uses this e-mail address. Sign in the way you did the first time.",
  },
  origin_not_allowed: {
    status: 403,
    retryable: false,
    remedy: "Requests from this web page's address are not accepted. Open oschat at its own address.",
  },
  not_allowed: {
    status: 403,
    retryable: false,
    remedy: "Your role in this conversation does not allow this. Ask its owner or an admin.",
  },
  not_found: { status: 404, retryable: false, remedy: "It does not exist, or you are not allowed to see it." },
  user_not_found: {
    status: 404,
    retryable: false,
    remedy: "Nobody here has that e-mail address. Check it, or ask them to sign in once first.",
  },
  idempotency_conflict: {
    status: 409,
    retryable: false,
    remedy: "This clientMsgId was already used for another message. Use a new id for a new message.",
  },
  already_member: { status: 409, retryable: false, remedy: "They are already a member of this conversation." },
  owner_must_hand_over: {
    status: 409,
    retryable: false,
    remedy: "The owner cannot leave. Make another member the owner first.",
  },
  direct_message_fixed: {
    status: 409,
    retryable: false,
    remedy: "A direct message always has its two members and no title. Make a group instead.",
  },
  message_deleted: {
    status: 409,
    retryable: false,
    remedy: "The message has been deleted and can no longer be changed.",
  },
  conversation_full: { status: 409, retryable: false, remedy: "The group has as many members as it can have." },
  too_large: { status: 413, retryable: false, remedy: "The request is too large. Send less at once." },
  unsupported_media_type: { status: 415, retryable: false, remedy: "Send JSON, with Content-Type: application/json." },
  rate_limited: { status: 429, retryable: true, remedy: "Too many requests. Wait a moment, then try again." },
  internal: {
    status: 500,
    retryable: true,
    remedy: "Something went wrong on the server. Try again; if it stays, give the operator the request id.",
  },
  outcome_unknown: {
    status: 503,
    retryable: true,
    remedy: "The connection to the database was lost. Send it again with the same id: it will not be doubled.",
  },
  overloaded: { status: 503, retryable: true, remedy: "The server is busy. Try again in a moment." },
  unavailable: {
    status: 503,
    retryable: true,
    remedy: "The server cannot reach its database at the moment. Try again shortly.",
  },
} as const satisfies Record<string, { status: number; retryable: boolean; remedy: string }>;

export type ErrorCode = keyof typeof ERRORS;
