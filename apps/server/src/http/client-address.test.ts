import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { createAddressReader } from "./client-address.ts";

function addressBehind(trustedProxies: number, forwarded: string | undefined): string {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return createAddressReader(trustedProxies)({ headers, socket: { remoteAddress: "10.0.0.1" } } as IncomingMessage);
}

describe("{G10} the address of a client", () => {
  it.each([
    [0, undefined, "10.0.0.1"],
    [0, "192.0.2.1", "10.0.0.1"],
    [1, undefined, "10.0.0.1"],
    [1, "192.0.2.1", "192.0.2.1"],
    [1, "6.6.6.6, 192.0.2.1", "192.0.2.1"],
    [1, "6.6.6.6,  192.0.2.1:4711 ", "192.0.2.1"],
    [1, "6.6.6.6, [2001:db8::1]:4711", "2001:db8::1"],
    [1, "rubbish", "10.0.0.1"],
    [2, "6.6.6.6, 192.0.2.1, 10.0.0.2", "192.0.2.1"],
    [2, "192.0.2.1", "192.0.2.1"],
  ])("behind %i proxies that say %j is %s", (proxies, forwarded, address) => {
    expect(addressBehind(proxies, forwarded)).toBe(address);
  });
});
