/**
 * The last 32 bits of a UUID, which are random in those that the server makes: sets of ids with the same sum of these are the same
 * set, but for chance.
 */
export function idNumber(id: string): number {
  return Number.parseInt(id.slice(-8), 16);
}
