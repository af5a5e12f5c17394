/**
 * The one translator from anything thrown to a refusal on the wire (E1, E2), for REST and socket alike. What is not ours to
 * explain becomes `internal`, `unavailable` or `outcome_unknown`, and its details stay in the log.
 */
import { Refusal } from "@oschat/protocol";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FastifySchemaValidationError } from "fastify/types/schema.js";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { z } from "zod";
import { isDatabaseFailure } from "../database/failures.ts";
import { actorOf } from "./authentication.ts";
import { noteRefusal } from "./security-log.ts";

/** A refusal for whatever was thrown. `isExpected` is false for what the operator should look at. */
export function toRefusal(error: unknown): { refusal: Refusal; isExpected: boolean } {
  if (error instanceof Refusal) return { refusal: error, isExpected: true };
  if (isDatabaseFailure(error)) return { refusal: new Refusal("unavailable"), isExpected: false };
  return { refusal: new Refusal("internal"), isExpected: false };
}

/** The refusal for input that a schema did not accept: each field with its sentence. */
export function invalidRequest(issues: readonly z.core.$ZodIssue[]): Refusal {
  const fields: Record<string, string> = Object.create(null);
  for (const issue of issues.slice(0, 20)) fields[issue.path.join(".") || "(request)"] = sentenceFor(issue);
  const message = Object.entries(fields)
    .map(([field, sentence]) => `${field}: ${sentence}`)
    .join("; ");
  return new Refusal("invalid_request", { message: `The request is not valid. ${message}`, fields: { ...fields } });
}

function sentenceFor(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `remove what is not known here: ${issue.keys.slice(0, 5).join(", ")}`;
  return issue.message;
}

/** Teaches Fastify to answer every failure in the wire form, with the request's id. */
export function registerErrorHandling(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { refusal, isExpected } = fromFastify(error);
    if (!isExpected) request.log.error({ err: error }, "request failed");
    noteRefusal(request.log, refusal, {
      request: request.id,
      what: `${request.method} ${request.routeOptions.url ?? ""}`,
      user: actorOf(request)?.user.id,
      address: request.address,
    });
    if (refusal.details.retryAfterMs !== undefined) {
      reply.header("retry-after", Math.ceil(refusal.details.retryAfterMs / 1_000));
    }
    reply.status(refusal.status).send(refusal.toWire(request.id));
  });
}

/** Before a route is found, for instance for an address that cannot be decoded. No hook runs then, so the headers are given. */
export function answerFrameworkError(
  headers: Record<string, string>,
  error: FastifyError,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): void {
  const { refusal } = fromFastify(error);
  reply.headers(headers).status(refusal.status).send(refusal.toWire(request.id));
}

/** The type provider takes Zod's issue apart; this puts it together again. */
function toZodIssue({ keyword, instancePath, message, params }: FastifySchemaValidationError): z.core.$ZodIssue {
  return { ...params, code: keyword, path: instancePath.slice(1).split("/"), message } as z.core.$ZodIssue;
}

function fromFastify(error: FastifyError): { refusal: Refusal; isExpected: boolean } {
  if (hasZodFastifySchemaValidationErrors(error)) {
    return { refusal: invalidRequest(error.validation.map(toZodIssue)), isExpected: true };
  }
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return { refusal: new Refusal("too_large"), isExpected: true };
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return { refusal: new Refusal("unsupported_media_type"), isExpected: true };
    case "FST_ERR_MAX_PARAM_LENGTH":
      return { refusal: new Refusal("not_found"), isExpected: true };
  }
  if (
    error.statusCode !== undefined &&
    error.statusCode >= 400 &&
    error.statusCode < 500 &&
    !(error instanceof Refusal)
  ) {
    return {
      refusal: new Refusal("invalid_request", { message: "The request could not be read. Send well-formed JSON." }),
      isExpected: true,
    };
  }
  return toRefusal(error);
}
