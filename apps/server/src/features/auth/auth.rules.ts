/** What is accepted of a person's profile as their identity provider tells it. Pure; decides nothing about who they are. */
import { DisplayName, Email, LIMITS, toLine } from "@oschat/protocol";

const MAX_AVATAR_URL_LENGTH = 2_000;
const NAME_OF_LAST_RESORT = "Somebody";

/** The e-mail address, if it is one and the provider vouches for it; only the boolean `true` counts as vouching. */
export function verifiedEmail(claims: { email?: unknown; email_verified?: unknown }): string | null {
  if (claims.email_verified !== true) return null;
  const email = Email.safeParse(claims.email);
  return email.success ? email.data : null;
}

/** The provider's name for the person as one clean line, cut to the limit; else the first part of the e-mail address. */
export function displayName(claimed: unknown, email: string): string {
  const candidates = [claimed, email.split("@")[0], NAME_OF_LAST_RESORT];
  for (const candidate of candidates) {
    const name = DisplayName.safeParse(typeof candidate === "string" ? cut(candidate) : candidate);
    if (name.success) return name.data;
  }
  return NAME_OF_LAST_RESORT;
}

function cut(text: string): string {
  return [...toLine(text)].slice(0, LIMITS.nameCodePoints).join("").trim();
}

/**
 * The picture's address, if a browser can load it over https from one of `hosts`. From anywhere else, whoever chose it would learn who
 * looks at it.
 */
export function avatarUrl(claimed: unknown, hosts: readonly string[]): string | null {
  if (typeof claimed !== "string" || claimed.length > MAX_AVATAR_URL_LENGTH || !URL.canParse(claimed)) return null;
  const url = new URL(claimed);
  const isPlain = url.protocol === "https:" && url.username === "" && url.password === "" && isAmong(hosts, url.host);
  return isPlain && url.href.length <= MAX_AVATAR_URL_LENGTH ? url.href : null;
}

function isAmong(hosts: readonly string[], host: string): boolean {
  return hosts.some((allowed) => (allowed.startsWith("*.") ? host.endsWith(allowed.slice(1)) : host === allowed));
}
