/** A refusal as it crosses the wire, over REST or socket. */
import "./in-browsers.ts";
import { z } from "zod";
import { ERRORS, type ErrorCode } from "./errors.ts";

export const ErrorCodeSchema = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]);

/** The body of every refusal. `fields` names what was wrong in an invalid request: path to sentence. */
export const WireError = z.object({
  error: z.object({
    code: ErrorCodeSchema,
    message: z.string(),
    retryable: z.boolean(),
    retryAfterMs: z.int().optional(),
    requestId: z.string().optional(),
    fields: z.record(z.string(), z.string()).optional(),
  }),
});
export type WireError = z.infer<typeof WireError>;

/** True for an answer that is a refusal rather than a result. */
export function isWireError(answer: unknown): answer is WireError {
  return typeof answer === "object" && answer !== null && WireError.safeParse(answer).success;
}
