/**
 * Whose address a request counts for: that of the connection, or what exactly as many proxies as are trusted say about it. Each
 * proxy appends the address it was called from, so what a client writes into the header itself stands further left and is not read.
 */
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

export type AddressOf = (request: IncomingMessage) => string;

/** @param trustedProxies how many proxies every request passes */
export function createAddressReader(trustedProxies: number): AddressOf {
  return ({ headers, socket }) => {
    const connection = socket.remoteAddress ?? "";
    if (trustedProxies === 0) return connection;
    const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
    const said = forwarded.map(withoutPort).filter((address) => isIP(address) !== 0);
    return said.at(-Math.min(trustedProxies, said.length)) ?? connection;
  };
}

/** Some proxies write `192.0.2.1:4711` and `[2001:db8::1]:4711`. */
function withoutPort(written: string): string {
  const address = written.trim();
  return isIP(address) === 0 ? address.replace(/:\d{1,5}$/, "").replace(/^\[|\]$/g, "") : address;
}
