import type { CacheSnapshot } from "virtua";
import { beforeEach, expect, it, vi } from "vitest";
import { knownSizes, rememberSizes } from "./known-sizes.ts";
import type { TimelineRow } from "./timeline-rows.ts";

const rows: TimelineRow[] = [
  { kind: "start", key: "start" },
  { kind: "day", key: "day", at: 0 },
];
const sizes = {} as CacheSnapshot;
const root = { dataset: { density: "cozy" }, lang: "en", style: { getPropertyValue: () => "1" } };

beforeEach(() => {
  vi.stubGlobal("document", { documentElement: root });
  vi.stubGlobal("devicePixelRatio", 1);
  root.dataset.density = "cozy";
});

it("knows how high the same rows were when they were left", () => {
  rememberSizes("a", rows, { width: 600, sizes });
  expect(knownSizes("a", [...rows])).toMatchObject({ width: 600, sizes });
  expect(knownSizes("b", rows)).toBeNull();
});

it("knows nothing of other rows", () => {
  rememberSizes("a", rows, { width: 600, sizes });
  expect(knownSizes("a", [...rows, { kind: "unread", key: "unread" }])).toBeNull();
  expect(knownSizes("a", [rows[0] as TimelineRow, { kind: "day", key: "another", at: 1 }])).toBeNull();
});

it("knows nothing in another look", () => {
  rememberSizes("a", rows, { width: 600, sizes });
  root.dataset.density = "compact";
  expect(knownSizes("a", rows)).toBeNull();
});

it("forgets what was left longest ago", () => {
  for (let index = 0; index < 60; index += 1) rememberSizes(`many ${index}`, rows, { width: 600, sizes });
  expect(knownSizes("many 0", rows)).toBeNull();
  expect(knownSizes("many 59", rows)).not.toBeNull();
});
