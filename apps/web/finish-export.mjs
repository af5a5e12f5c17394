/**
 * The last step of the build. Writes into the service worker which files this version consists of, and a name for it; and lays
 * compressed copies beside scripts and styles, so that serving them costs nothing.
 */
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

const UNSTAMPED = `const SHELL = { version: "unbuilt", files: [] };`;
const out = fileURLToPath(new URL("./out", import.meta.url));

const found = await readdir(join(out, "_next", "static"), { recursive: true });
const files = found
  .filter((name) => /\.(js|css)$/.test(name))
  .map((name) => `/_next/static/${name.split(sep).join("/")}`)
  .sort();

await stampServiceWorker();
await Promise.all(files.map((file) => compress(join(out, file))));

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
