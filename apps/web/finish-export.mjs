/**
 * The last step of the build. Has pages ask for their scripts before anything else, and browsers compile those of the chat whole;
 * writes into the service worker which files this version consists of, and a name for it; and lays compressed copies beside scripts
 * and styles, so that serving them costs nothing.
 */
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

/** https://v8.dev/blog/explicit-compile-hints; to any other engine a comment. */
const COMPILE_WHOLE = "//# allFunctionsCalledOnLoad\n";
const UNSTAMPED = `const SHELL = { version: "unbuilt", files: [] };`;
const out = fileURLToPath(new URL("./out", import.meta.url));

const found = await readdir(join(out, "_next", "static"), { recursive: true });
const files = found
  .filter((name) => /\.(js|css)$/.test(name))
  .map((name) => `/_next/static/${name.split(sep).join("/")}`)
  .sort();

const pages = (await readdir(out, { recursive: true })).filter((name) => name.endsWith(".html"));
await Promise.all(pages.map((page) => askForScriptsFirst(join(out, page))));
await hastenScripts(join(out, "chat.html"));
await stampServiceWorker();
await Promise.all(files.map((file) => compress(join(out, file))));

/** A browser lets asynchronous scripts wait for everything else, one after the other. Here they are what everything waits for. */
async function askForScriptsFirst(page) {
  const html = await readFile(page, "utf8");
  const asked = html
    .replaceAll(/(<script src="[^"]+") async=""/g, '$1 async="" fetchPriority="high"')
    .replaceAll(/(<link rel="preload" as="script" fetchPriority=)"low"/g, '$1"high"');
  await writeFile(page, asked);
}

/**
 * Most of the functions in a page's first scripts run before there is anything to see. Compiled whole, beside the download, they do
 * not hold up the page one by one.
 */
async function hastenScripts(page) {
  const html = await readFile(page, "utf8");
  const scripts = new Set([...html.matchAll(/<script src="([^"]+)" async=""/g)].map(([, address]) => address));
  if (scripts.size === 0) throw new Error("The chat's page names no scripts.");
  for (const script of scripts) {
    const file = join(out, script);
    await writeFile(file, COMPILE_WHOLE + (await readFile(file, "utf8")));
  }
}

async function stampServiceWorker() {
  const worker = join(out, "service-worker.js");
  const source = await readFile(worker, "utf8");
  if (!source.includes(UNSTAMPED)) throw new Error("The service worker has no place for its version.");
  const page = await readFile(join(out, "chat.html"));
  const version = createHash("sha256").update(page).update(files.join("\n")).digest("hex").slice(0, 12);
  await writeFile(worker, source.replace(UNSTAMPED, `const SHELL = ${JSON.stringify({ version, files })};`));
}

async function compress(file) {
  const content = await readFile(file);
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content));
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
}
