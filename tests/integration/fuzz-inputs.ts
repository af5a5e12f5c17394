/**
 * Inputs that are nearly right: what a schema asks for, with some of it replaced, left out or added, and sometimes spoiled as text,
 * where no program would write it so.
 */
import type { Scene } from "@oschat/test-kit";
import fc from "fast-check";

/** As much of JSON Schema as the protocol's schemas become. */
interface JsonSchema {
  type?: string;
  format?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
}

/** A schema of the protocol, as far as it says what it takes. */
export interface Schema {
  toJSONSchema(options: { io: "input"; unrepresentable: "any" }): object;
}

const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);

const STRANGE_TEXTS = [
  "",
  " ",
  "a\0b",
  "\0",
  "a\ud800b",
  "\udc00",
  "\u202egpj.exe",
  "e\u0301".repeat(500),
  "👩‍👩‍👧‍👦".repeat(400),
  "x".repeat(20_000),
  "__proto__",
  "constructor",
  "NaN",
  "Infinity",
  "-0",
  "1e309",
  "0x10",
  "9007199254740993",
  "'; drop table messages; --",
  "%00",
  "%",
  "\\",
  "2026-01-01T00:00:00.000Z_00000000-0000-0000-0000-000000000000",
  "9999-99-99T99:99:99.999Z_00000000-0000-0000-0000-000000000000",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
];

const strangeText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("a\0b", "a\ud800b", "9".repeat(30), "e\u0301x") },
  { weight: 2, arbitrary: fc.constantFrom(...STRANGE_TEXTS) },
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.emailAddress(),
  fc.uuid(),
);

const strangeNumber = fc.constantFrom(-1, 0, 0.5, 1.5, 2 ** 31, 2 ** 53 + 2, 2 ** 63, 1e308, -1e308, 5e-324);

const strangeValue: fc.Arbitrary<unknown> = fc.oneof(
  strangeText,
  strangeNumber,
  fc.constantFrom<unknown>(null, true, false),
  fc.constantFrom<unknown>({ _placeholder: true, num: 0 }, { toString: "x" }, { length: -1 }, [[[]]]),
  fc.array(fc.constant("x@example.com"), { maxLength: 300 }),
  fc.constantFrom(100, 3_000).map((depth) => JSON.parse(nested(depth, "[", "]")) as unknown),
  fc.jsonValue({ maxDepth: 3 }),
);

const strangeKey = fc.constantFrom(
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "extra",
  "",
  "\0",
  "length",
  "then",
);

/** What a program would send, in a scene. */
function rightValue(schema: JsonSchema, scene: Scene): fc.Arbitrary<unknown> {
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return fc.oneof(...either.map((one) => rightValue(one, scene)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "object":
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([key, value]) => [key, valueFor(key, value, scene)]),
        ),
        { requiredKeys: [...(schema.required ?? [])] },
      );
    case "array":
      return fc.array(rightValue(schema.items ?? {}, scene), { maxLength: 3 });
    case "integer":
    case "number":
      return fc.oneof(fc.integer({ min: 0, max: 500 }), strangeNumber);
    case "boolean":
      return fc.boolean();
    default:
      if (schema.format !== undefined) return fc.oneof({ weight: 6, arbitrary: fc.uuid() }, strangeText);
      return fc.oneof(fc.constantFrom(...Object.values(scene)), fc.constantFrom("owner", "a text"), {
        weight: 2,
        arbitrary: strangeText,
      });
  }
}

/** Ids in their own places most of the time, so that more than the schema has to decide. */
function valueFor(key: string, schema: JsonSchema, scene: Scene): fc.Arbitrary<unknown> {
  const known = Object.entries(scene).find(([name]) => name === key)?.[1];
  const right = rightValue(schema, scene);
  return known === undefined
    ? right
    : fc.oneof({ weight: 8, arbitrary: fc.constant(known) }, { weight: 1, arbitrary: right });
}

type Change = { kind: "replace" | "add" | "drop"; at: number; key: string; value: unknown };

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom("replace", "replace", "add", "drop"),
  at: fc.nat(10),
  key: strangeKey,
  value: strangeValue,
});

/** Few, for what is wrong in many places is refused for the first. */
const changes = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.tuple(change) },
  { weight: 1, arbitrary: fc.array(change, { maxLength: 3 }) },
);

function spoil(whole: unknown, changes: readonly Change[]): unknown {
  if (typeof whole !== "object" || whole === null) return whole;
  const spoiled: Record<string, unknown> = { ...whole };
  for (const { kind, at, key, value } of changes) {
    const keys = Object.keys(spoiled);
    const place = kind === "add" ? key : keys[at % Math.max(1, keys.length)];
    if (place === undefined) continue;
    if (kind === "drop") delete spoiled[place];
    else spoiled[place] = value;
  }
  return spoiled;
}

const TEXT_SPOILERS: ((text: string) => string)[] = [
  (text) => text.slice(0, -1),
  (text) => text.slice(0, text.length / 2),
  (text) => text.replace("{", '{"__proto__":{"isAdmin":true,"role":"owner"},'),
  (text) => text.replace("{", '{"constructor":{"prototype":{"isAdmin":true}},'),
  (text) => text.replace(/\d+/, "1e309"),
  (text) => text.replace(/\d+/, "NaN"),
  (text) => text.replace(/\d+/, "-0"),
  (text) => text.replace(/\d+/, "007"),
  (text) => text.replace(/"[^"]+":/, (key) => `${key}1,${key}`),
  (text) => text.replace(/"/, '"\0'),
  (text) => text.replace(/":"/, '":"\\u0000'),
  (text) => text.replace(/":"/, '":"\\ud83d'),
  (text) => `\ufeff${text}`,
  (text) => `${text}${text}`,
  () => nested(20_000, "[", "]"),
  () => nested(9_000, '{"a":', "}").replace(/:}/, ":1}"),
  () => "",
  () => "null",
  () => "[]",
];

/** JSON for `schema`, or what nearly is, as it crosses the wire. */
export function nearlyJson(schema: Schema | undefined, scene: Scene): fc.Arbitrary<string> {
  const right = schema === undefined ? fc.constant({}) : rightValue(toJsonSchema(schema), scene);
  const whole = fc.oneof(
    {
      weight: 9,
      arbitrary: fc.tuple(right, changes).map(([one, changes]) => spoil(one, changes)),
    },
    { weight: 1, arbitrary: strangeValue },
  );
  const text = whole.map((value) => JSON.stringify(value) ?? "null");
  return fc.oneof(
    { weight: 4, arbitrary: text },
    { weight: 1, arbitrary: fc.tuple(text, fc.constantFrom(...TEXT_SPOILERS)).map(([one, spoiler]) => spoiler(one)) },
  );
}

const segment = (text: string) => encodeURIComponent(Buffer.from(text).toString());
const STRANGE_SEGMENTS = [
  "..",
  ".",
  "%00",
  "%ff",
  "%c0%80",
  "%2e%2e%2f",
  "%",
  "%zz",
  "x".repeat(250),
  "%F0%9F%98%80",
  "[]",
];
const strangeSegment = fc.oneof(
  fc.constantFrom(...STRANGE_SEGMENTS),
  strangeText.map((text) => segment(text.slice(0, 300))),
);

/** The right address, with some of its ids replaced and things added to its query. */
export function nearlyPath(path: string, query: Schema | undefined): fc.Arbitrary<string> {
  const [address = "", search = ""] = path.split("?");
  const keys = query === undefined ? ["x"] : Object.keys(toJsonSchema(query).properties ?? { x: true });
  const key = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...keys) },
    { weight: 1, arbitrary: fc.constantFrom("__proto__", "constructor[prototype][x]", "a[]", "a.b", "", "%", "limit") },
  );
  const pair = fc.tuple(key, fc.oneof(strangeSegment, fc.nat(600).map(String))).map((both) => both.join("="));
  const parts = address.split("/").map((part) => {
    const right = fc.constant(part);
    return /^[\da-f]{8}-/.test(part)
      ? fc.oneof({ weight: 5, arbitrary: right }, { weight: 1, arbitrary: strangeSegment })
      : right;
  });
  return fc
    .tuple(fc.tuple(...parts), fc.array(pair, { maxLength: 3 }), fc.boolean())
    .map(([segments, pairs, isKept]) => {
      const all = [...(isKept && search !== "" ? [search] : []), ...pairs];
      return segments.join("/") + (all.length === 0 ? "" : `?${all.join("&")}`);
    });
}

function toJsonSchema(schema: Schema): JsonSchema {
  return schema.toJSONSchema({ io: "input", unrepresentable: "any" });
}

/** Mostly right. */
export const nearlyContentType: fc.Arbitrary<string | undefined> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<string | undefined>("application/json") },
  {
    weight: 1,
    arbitrary: fc.constantFrom<string | undefined>(
      undefined,
      "",
      "APPLICATION/JSON",
      "application/json; charset=utf-16",
      "application/json\t; x=y",
      "application/jsonx",
      "application/json, text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "text/plain",
      "text/plain; application/json",
      "*/*",
      "x",
      "__proto__",
    ),
  },
);
