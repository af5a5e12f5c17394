/** A refusal as code throws and catches it. */
import { ERRORS, type ErrorCode } from "./errors.ts";
import type { WireError } from "./wire-error.ts";

/** What a refusal may add to its code. */
export interface RefusalDetails {
  message?: string;
  retryAfterMs?: number;
  fields?: Record<string, string>;
}

/** A refusal on its way to whoever asked. Thrown by rules and use cases; turned into a {@link WireError} at the door. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: ErrorCode,
    readonly details: RefusalDetails = {},
  ) {
    super(details.message ?? ERRORS[code].remedy);
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  get retryable(): boolean {
    return ERRORS[this.code].retryable;
  }

  /** The wire form. `requestId` lets an operator find the log line. */
  toWire(requestId?: string): WireError {
    const { retryAfterMs, fields } = this.details;
    return {
      error: {
        code: this.code,
        message: this.message,
        retryable: this.retryable,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        ...(fields === undefined ? {} : { fields }),
        ...(requestId === undefined ? {} : { requestId }),
      },
    };
  }
}
