/**
 * Lets the chat open without a network: keeps the chat page and the files it is made of, nothing else. What people wrote is
 * never in here; the app keeps that itself, and deletes it at sign-out.
 *
 *   the chat page         from the network; from the cache when there is no good answer in time
 *   the first page        from the network; without a good answer the chat page, which needs none
 *   files with a hash     from the cache; else from the network, and kept
 *   everything else       not touched
 */
const CACHE = "oschat-shell-1";
const PAGE = "/chat";
const FIRST_PAGE = "/";
const PATIENCE_MS = 4_000;
/** Files of former versions go when there are more than this; the newest version needs far fewer. */
const FILES_KEPT = 120;

self.addEventListener("install", (event) => {
  event.waitUntil(
    fetch(PAGE)
      .then(keepPage)
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOtherCaches().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && url.pathname === PAGE) event.respondWith(answerPage(event));
  else if (request.mode === "navigate" && url.pathname === FIRST_PAGE) event.respondWith(answerFirstPage(event));
  else if (url.pathname.startsWith("/_next/static/")) event.respondWith(answerFile(event));
});

async function answerPage(event) {
  const fresh = fetch(event.request);
  event.waitUntil(fresh.then((response) => keepPage(response.clone())).catch(() => {}));
  const kept = await caches.match(PAGE);
  if (kept === undefined) return fresh;
  const good = fresh.then(
    (response) => (isGood(response) ? response : kept),
    () => kept,
  );
  return Promise.race([good, after(PATIENCE_MS).then(() => kept)]);
}

async function answerFirstPage(event) {
  const fresh = fetch(event.request);
  if ((await caches.match(PAGE)) === undefined) return fresh;
  const toChat = () => Response.redirect(PAGE);
  return fresh.then((response) => (isGood(response) ? response : toChat()), toChat);
}

/** A proxy answers for a server that is away, with an error page; or it leads to a page of its own, to be shown. */
function isGood(response) {
  return response.ok || response.type === "opaqueredirect";
}

async function answerFile(event) {
  const kept = await caches.match(event.request);
  if (kept !== undefined) return kept;
  const response = await fetch(event.request);
  if (response.ok) {
    const copy = response.clone();
    event.waitUntil(caches.open(CACHE).then((cache) => cache.put(event.request, copy)));
  }
  return response;
}

/** Keeps the page together with every file it names: a page whose files are missing would be worse than none. */
async function keepPage(response) {
  if (!response.ok) return;
  const cache = await caches.open(CACHE);
  const files = new Set((await response.clone().text()).match(/\/_next\/static\/[\w./~-]+\.(?:js|css)/g));
  const held = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  await cache.addAll([...files].filter((file) => !held.has(file)));
  await cache.put(PAGE, response);
  await dropOldFiles(cache, files);
}

async function dropOldFiles(cache, needed) {
  const files = (await cache.keys()).filter((request) => new URL(request.url).pathname !== PAGE);
  const spare = files.filter((request) => !needed.has(new URL(request.url).pathname));
  await Promise.all(spare.slice(0, Math.max(0, files.length - FILES_KEPT)).map((request) => cache.delete(request)));
}

async function dropOtherCaches() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

function after(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
