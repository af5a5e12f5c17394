/** What a browser must load before the chat page works, as the built page says itself. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const OUT = fileURLToPath(new URL("../../../apps/web/out", import.meta.url));

export interface ScriptSize {
  path: string;
  gzipBytes: number;
}

/** The scripts of the chat page, the largest first. Leaves out the one that browsers of our time are told to leave out. */
export async function firstLoadScripts(): Promise<ScriptSize[]> {
  const page = await readFile(`${OUT}/chat.html`, "utf8");
  const tags = (page.match(/<script[^>]*>/g) ?? []).filter((tag) => !/\snomodule/i.test(tag));
  const paths = new Set(tags.flatMap((tag) => /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? []));
  const sizes = await Promise.all(
    [...paths].map(async (path) => ({
      path,
      gzipBytes: gzipSync(await readFile(`${OUT}${path}`), { level: 9 }).length,
    })),
  );
  return sizes.sort((a, b) => b.gzipBytes - a.gzipBytes);
}
