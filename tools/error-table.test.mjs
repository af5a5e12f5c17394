import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ERRORS } from "../packages/protocol/src/errors.ts";

const ROW = /^\| `([a-z_]+)` \| (\d{3}) \| (yes|no) \|/gm;

it("[E1] the documented error table equals the protocol's, code by code", () => {
  const text = readFileSync(new URL("../docs/protocol.md", import.meta.url), "utf8");
  const documented = Object.fromEntries(
    [...text.matchAll(ROW)].map(([, code, status, retryable]) => [
      code,
      { status: Number(status), retryable: retryable === "yes" },
    ]),
  );
  const actual = Object.fromEntries(
    Object.entries(ERRORS).map(([code, { status, retryable }]) => [code, { status, retryable }]),
  );
  expect(documented).toEqual(actual);
});
