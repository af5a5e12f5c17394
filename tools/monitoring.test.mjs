/**
 * Dashboard, alerts and documentation name metrics that exist, and the documentation names them all. Where Prometheus is installed, its
 * own tool reads what is written for it.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
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

const promtool = (...args) => {
  const { status, stdout, stderr } = spawnSync("promtool", args, { encoding: "utf8" });
  return { status, said: `${stdout}${stderr}` };
};

describe.skipIf(spawnSync("promtool", ["--version"]).error)("Prometheus' own tool", { timeout: 60_000 }, () => {
  it("accepts the configuration and the rules", () => {
    expect(promtool("check", "config", inRoot("deploy/monitoring/prometheus.yml"))).toMatchObject({ status: 0 });
  });

  it("sees every alert where everything is wrong, and none where all is well", () => {
    const { status, said } = promtool("test", "rules", inRoot("deploy/monitoring/alerts.test.yml"));
    expect(status, said).toBe(0);
    const names = (path, pattern) => [...read(`deploy/monitoring/${path}`).matchAll(pattern)].map(([, name]) => name);
    expect(names("alerts.test.yml", /alertname="(\w+)"/g)).toEqual(names("alerts.yml", /alert: (\w+)/g));
  });

  it("understands what each panel of the dashboard asks", () => {
    const { panels } = JSON.parse(read("deploy/monitoring/grafana-dashboard.json"));
    const rules = panels.flatMap(({ targets }) =>
      targets.map(({ expr }) => ({ record: "asked", expr: filledIn(expr) })),
    );
    const folder = mkdtempSync(join(tmpdir(), "oschat-panels-"));
    try {
      const file = join(folder, "panels.yml");
      writeFileSync(file, stringify({ groups: rules.map((rule, index) => ({ name: `${index}`, rules: [rule] })) }));
      const { status, said } = promtool("check", "rules", file);
      expect(status, said).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** As Grafana fills in its variables. */
function filledIn(expr) {
  return expr.replaceAll("$__rate_interval", "1m").replaceAll("$instance", ".*");
}
