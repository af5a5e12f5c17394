/**
 * Lets the chat open without a network: keeps the chat page and every file of its version, nothing else. What people wrote is
 * never in here; the app keeps that itself, and deletes it at sign-out.
 *
 *   the chat page         from the network; the kept one when there is no good answer in time
 *   the first page        from the network; without a good answer the chat page, which needs none
 *   files with a hash     kept ones, of any version; else from the network
 *   everything else       not touched
 *
 * A new version is fetched whole before it counts, and takes over at once. Open pages go on with their own version's files, which
 * stay for two versions more: nothing is ever loaded anew under somebody's hands. A page asks whether it is the newest.
 */

/** The build fills this in, so that each build's worker is a new one to the browser. */
const SHELL = { version: "unbuilt", files: [] };
const PREFIX = "oschat-shell-";
const CACHE = PREFIX + SHELL.version;
const VERSIONS_KEPT = 3;
const PAGE = "/chat";
const FIRST_PAGE = "/";
const PATIENCE_MS = 1_500;

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldVersions().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && url.pathname === PAGE) event.respondWith(answerPage(request));
  else if (request.mode === "navigate" && url.pathname === FIRST_PAGE) event.respondWith(answerFirstPage(request));
  else if (url.pathname.startsWith("/_next/static/")) event.respondWith(answerFile(request));
});

/** A page names the files it is made of, and hears whether they are this version's. */
self.addEventListener("message", (event) => {
  const { kind, files } = event.data ?? {};
  if (kind !== "is-newest") return;
  event.ports[0]?.postMessage(files.every((file) => SHELL.files.includes(file)));
});

async function answerPage(request) {
  const fresh = fetch(request);
  const kept = await keptPage();
  if (kept === undefined) return fresh;
  const good = fresh.then(
    (response) => (isGood(response) ? response : kept),
    () => kept,
  );
  return Promise.race([good, after(PATIENCE_MS).then(() => kept)]);
}

async function answerFirstPage(request) {
  const fresh = fetch(request);
  if ((await keptPage()) === undefined) return fresh;
  const toChat = () => Response.redirect(PAGE);
  return fresh.then((response) => (isGood(response) ? response : toChat()), toChat);
}

/** A proxy answers for a server that is away, with an error page; or it leads to a page of its own, to be shown. */
function isGood(response) {
  return response.ok || response.type === "opaqueredirect";
}

async function answerFile(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function keptPage() {
  const cache = await caches.open(CACHE);
  return cache.match(PAGE);
}

/** Whole or not at all: a page whose files are missing would be worse than none. */
async function keepShell() {
  const page = await fetch(PAGE, { cache: "no-cache" });
  const named = (await page.clone().text()).match(/\/_next\/static\/[\w./~-]+\.(?:js|css)/g) ?? [];
  if (!page.ok || !named.every((file) => SHELL.files.includes(file)))
    throw new Error("The page is of another version.");
  const cache = await caches.open(CACHE);
  await Promise.all(SHELL.files.map((file) => keepFile(cache, file)));
  await cache.put(PAGE, page);
}

async function keepFile(cache, file) {
  const held = await caches.match(file);
  if (held === undefined) await cache.add(file);
  else await cache.put(file, held);
}

/** Names come in the order in which the caches were made. */
async function dropOldVersions() {
  const versions = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(versions.slice(0, 1 - VERSIONS_KEPT).map((name) => caches.delete(name)));
}

function after(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
