/**
 * A browser as far as signing in needs one: it keeps cookies by host and path, follows redirects one by one, remembers where
 * it has been, and stops where the web app's pages begin.
 */

interface Cookie {
  name: string;
  value: string;
  path: string;
  /** The header as it came, for looking at attributes. */
  header: string;
}

export interface SignInBrowser {
  /** Every address visited, in order. */
  readonly trail: readonly URL[];
  /** Goes there and follows redirects. Returns the web app's address at which it ended. */
  visit(address: string): Promise<URL>;
  /** Like {@link visit}, but stops before the address whose path is `path`, and returns that. */
  visitUpTo(address: string, path: string): Promise<URL>;
  fetch(address: string, init?: RequestInit): Promise<Response>;
  /** As a page of the same origin does it. */
  post(address: string, body?: unknown): Promise<Response>;
  /** The Set-Cookie header that set the present cookie of this name, or null. */
  cookieHeader(name: string): string | null;
}

const MOST_REDIRECTS = 20;

export function createSignInBrowser(): SignInBrowser {
  const jars = new Map<string, Map<string, Cookie>>();
  const trail: URL[] = [];

  async function request(url: URL, init: RequestInit = {}): Promise<Response> {
    const jar = jars.get(url.hostname) ?? new Map<string, Cookie>();
    jars.set(url.hostname, jar);
    const sent = [...jar.values()].filter((cookie) => isWithin(url.pathname, cookie.path));
    const headers = new Headers(init.headers);
    if (sent.length > 0) headers.set("cookie", sent.map(({ name, value }) => `${name}=${value}`).join("; "));
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const header of response.headers.getSetCookie()) keep(jar, header);
    return response;
  }

  async function follow(address: string, isDestination: (url: URL) => boolean): Promise<URL> {
    let url = new URL(address);
    for (let step = 0; step < MOST_REDIRECTS; step += 1) {
      trail.push(url);
      if (isDestination(url)) return url;
      const response = await request(url);
      const location = response.headers.get("location");
      if (location === null) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
      await response.body?.cancel();
      url = new URL(location, url);
    }
    throw new Error(`too many redirects: ${trail.join(" -> ")}`);
  }

  return {
    trail,
    visit: (address) => follow(address, isWebApp),
    visitUpTo: (address, path) => follow(address, (url) => url.pathname === path),
    fetch: (address, init) => request(new URL(address), init),
    post: (address, body) =>
      request(new URL(address), {
        method: "POST",
        headers: {
          origin: new URL(address).origin,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    cookieHeader: (name) =>
      [...jars.values()].flatMap((jar) => [...jar.values()]).find((cookie) => cookie.name === name)?.header ?? null,
  };
}

function isWebApp(url: URL): boolean {
  return url.pathname === "/" || url.pathname === "/auth/callback";
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

function keep(jar: Map<string, Cookie>, header: string): void {
  const [pair = "", ...attributes] = header.split(/;\s*/);
  const name = pair.slice(0, pair.indexOf("="));
  const value = pair.slice(pair.indexOf("=") + 1);
  const attribute = (wanted: string) =>
    attributes.map((text) => text.split("=")).find(([key]) => key?.toLowerCase() === wanted)?.[1];
  const path = attribute("path") ?? "/";
  const expires = attribute("expires");
  const isOver = attribute("max-age") === "0" || (expires !== undefined && Date.parse(expires) <= Date.now());
  const key = `${name} ${path}`;
  if (isOver) jar.delete(key);
  else jar.set(key, { name, value, path, header });
}
