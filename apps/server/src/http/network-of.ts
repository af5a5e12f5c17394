/** What counts as one address: an IPv4 address however it is written, or the whole /64 that a household or a machine has of IPv6. */
import { isIPv6 } from "node:net";

const MAPPED_IPV4 = /^0:0:0:0:0:ffff:([0-9a-f]+):([0-9a-f]+)$/;

/** The name under which an address is counted. */
export function networkOf(address: string): string {
  const [bare = ""] = address.split("%");
  if (!isIPv6(bare)) return address;
  const groups = groupsOf(bare).join(":");
  const [, high, low] = MAPPED_IPV4.exec(groups) ?? [];
  if (high === undefined || low === undefined) return groups.split(":").slice(0, 4).join(":");
  return [high, low].flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]).join(".");
}

/** The eight groups of an IPv6 address, in the one spelling that the URL parser knows. */
function groupsOf(address: string): string[] {
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const [before, after] = [head, tail ?? ""].map((part) => (part === "" ? [] : part.split(":"))) as [
    string[],
    string[],
  ];
  return [...before, ...Array<string>(8 - before.length - after.length).fill("0"), ...after];
}
