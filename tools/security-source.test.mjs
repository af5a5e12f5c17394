/** What must stay true of the sources and of what they stand on, and can be read off them. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inRoot } from "./paths.mjs";

const { packages } = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"));
const { allowScripts } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));

/** Versions below have known holes that concern us. */
const FLOORS = {
  next: "16.2.11",
  fastify: "5.8.5",
  "socket.io": "4.8.4",
  "socket.io-parser": "4.2.6",
  "engine.io": "6.6.5",
  ws: "8.21.0",
  jose: "6.0.0",
  "openid-client": "6.0.0",
};

/** Text that becomes part of a statement as it is: names of columns, numbers of ours, and whole migrations. */
const RAW_SQL = {
  "database/migrate.ts": 1,
  "features/messages/message-columns.ts": 1,
  "features/read-markers/unread-count.ts": 2,
  "features/sync/sync.store.ts": 3,
};

function sourcesBelow(folder) {
  return readdirSync(inRoot(folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|spec)\.|node_modules/.test(file))
    .map((file) => [file, readFileSync(inRoot(folder, file), "utf8")]);
}

function isAtLeast(version, floor) {
  const [have, need] = [version, floor].map((text) => text.split(/[.-]/).map(Number));
  const different = need.findIndex((number, index) => number !== have[index]);
  return different === -1 || have[different] > need[different];
}

describe("the server's statements", () => {
  it("{F8} take parameters: raw SQL stands in known places only, and none is put together from strings", () => {
    const raw = {};
    for (const [file, text] of sourcesBelow("apps/server/src")) {
      const count = [...text.matchAll(/\bsql\.(raw|lit|ref|table|id)\b/g)].length;
      if (count > 0) raw[file] = count;
      const isPutTogether = /\.query\(\s*`[^`]*\$\{/.test(text);
      if (file.startsWith("features/")) expect([file, isPutTogether]).toEqual([file, false]);
    }
    expect(raw).toEqual(RAW_SQL);
  });
});

describe("the web app's sources", () => {
  const sources = sourcesBelow("apps/web/src");

  it("{G1} make markup of one constant only", () => {
    const making = sources.filter(([, text]) =>
      /dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/.test(text),
    );
    expect(making.map(([file]) => file)).toEqual(["app/layout.tsx"]);
    expect(making[0]?.[1].match(/dangerouslySetInnerHTML=\{\{ __html: (\w+) \}\}/)?.[1]).toBe("FIRST_SCRIPT");
  });

  it("{G9} leave nothing for Next.js to do but build: no server code, no images of its own, no rewrites", () => {
    const config = readFileSync(inRoot("apps/web/next.config.ts"), "utf8");
    expect(config).toMatch(/output: "export"/);
    expect(config).toMatch(/images: \{ unoptimized: true \}/);
    expect(config).not.toMatch(/rewrites|redirects|remotePatterns|productionBrowserSourceMaps/);
    for (const [file, text] of sources) {
      expect([file, /"use server"|next\/server|next\/headers/.test(text)]).toEqual([file, false]);
      expect(file).not.toMatch(/(^|\/)(middleware|proxy|route|instrumentation)\.tsx?$/);
    }
  });

  it("{G12} hear no messages of other windows, and tabs tell each other no secrets", () => {
    const channels = {
      "chat/other-tabs.ts": { through: "new BroadcastChannel(CHANNEL)", tells: "notice)" },
      "chat/shared-drafts.ts": { through: "new BroadcastChannel(CHANNEL)", tells: "{ userId, conversationId, text }" },
      "features/frame/app-version.ts": { through: "new MessageChannel()", tells: '{ kind: "is-newest", files: ' },
    };
    for (const [file, text] of sources) {
      expect([file, /addEventListener\("message"|onmessage/.test(text)]).toEqual([file, file in channels]);
      const told = text.split(".postMessage(").slice(1);
      expect([file, told.length]).toEqual([file, file in channels ? 1 : 0]);
      if (told.length > 0) expect(text).toContain(channels[file].through);
      for (const what of told) expect(what.startsWith(channels[file].tells)).toBe(true);
    }
  });
});

describe("the packages", () => {
  it.each(Object.entries(FLOORS))("{G9, J12} have %s at %s or newer, wherever it stands", (name, floor) => {
    const versions = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
    expect(versions.length).toBeGreaterThan(0);
    for (const [path, { version }] of versions)
      expect([path, version, isAtLeast(version, floor)]).toEqual([path, version, true]);
  });

  it("{J12} run at install only what was decided, and come with their hashes", () => {
    const running = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    const undecided = running
      .map(([path]) => path.replace(/^.*node_modules\//, ""))
      .filter((name) => !(name in allowScripts));
    expect(undecided).toEqual([]);
    for (const [path, { integrity, link, inBundle }] of Object.entries(packages)) {
      if (path.includes("node_modules/") && !link && !inBundle)
        expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-/)]);
    }
  });
});
