/** Dashboard, alerts and documentation name metrics that exist, and the documentation names them all. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inRoot } from "./paths.mjs";

const OURS = /\boschat_[a-z_]+/g;
const OF_HISTOGRAMS = /_(bucket|sum|count)$/;
const read = (path) => readFileSync(inRoot(path), "utf8");

const meters = read("apps/server/src/observation/metrics/meters.ts");
const existing = new Set(meters.match(/(?<=")oschat_[a-z_]+(?=")/g));

function named(path) {
  const names = (read(path).match(OURS) ?? []).map((name) => {
    return existing.has(name) ? name : name.replace(OF_HISTOGRAMS, "");
  });
  return [...new Set(names)];
}

describe("what watches the metrics", () => {
  it.each([
    "deploy/monitoring/alerts.yml",
    "deploy/monitoring/grafana-dashboard.json",
    "docs/operations/monitoring.md",
  ])("names only metrics that exist: %s", (path) => {
    expect(named(path).length).toBeGreaterThan(5);
    expect(named(path).filter((name) => !existing.has(name))).toEqual([]);
  });

  it("is explained: every metric and every alert", () => {
    const page = read("docs/operations/monitoring.md");
    const alerts = [...read("deploy/monitoring/alerts.yml").matchAll(/alert: (\w+)/g)].map(([, alert]) => alert);
    expect(alerts.length).toBeGreaterThan(5);
    expect([...existing, ...alerts].filter((name) => !page.includes(name))).toEqual([]);
  });

  it("shows every metric of ours on the dashboard", () => {
    const shown = named("deploy/monitoring/grafana-dashboard.json");
    expect([...existing].filter((name) => !shown.includes(name))).toEqual([]);
  });

  it("is a dashboard whose panels each ask something, and do not overlap", () => {
    const { panels } = JSON.parse(read("deploy/monitoring/grafana-dashboard.json"));
    const places = new Set();
    for (const { title, targets, gridPos } of panels) {
      expect([title, targets.length > 0 && targets.every(({ expr }) => expr.length > 0)]).toEqual([title, true]);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect([title, places.has(`${x} ${y}`)]).toEqual([title, false]);
          places.add(`${x} ${y}`);
        }
      }
    }
  });
});
