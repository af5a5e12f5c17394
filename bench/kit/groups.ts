/** Groups of people who talk: the same crowd on the product and on the bare `ws` floor. */

import type { Worker } from "@oschat/test-kit/worker";
import type { Crowd, Seat } from "../load/crowd.ts";
import { type Bench, check } from "./benchmark.ts";
import type { Server } from "./product.ts";

export interface Shape {
  groups: number;
  members: number;
  /** Of each group, how many send. */
  senders: number;
}

export interface ProductCrowd {
  load: Worker;
  /** The first of the servers. */
  product: Server;
  databaseUrl: string;
  /** Of everyone, group after group. */
  tokens: string[];
  /** Roots of the process trees that do the product's work: server and database. */
  trees: number[];
  /** Compares the database with what was acknowledged over all so far. */
  checkRows(acknowledged: number): Promise<void>;
}

/**
 * The product with a crowd connected to it.
 *
 * @param servers the settings of each server beside those that all have; everybody goes to them in turn
 */
export async function gatherOnProduct(
  bench: Bench,
  shape: Shape,
  servers: readonly Record<string, string>[] = [{}],
): Promise<ProductCrowd> {
  const { url, arrange } = await bench.database();
  const people = await arrange.people(shape.groups * shape.members);
  const groupOf = (index: number) => people.slice(index * shape.members, (index + 1) * shape.members);
  const conversationIds = await arrange.groups(
    Array.from({ length: shape.groups }, (_, index) => groupOf(index).map(({ id }) => id)),
  );
  await arrange.query("vacuum analyze");
  const products: Server[] = [];
  for (const env of servers) products.push(await bench.product(url, env));
  const load = bench.worker("load/main");
  const seats = people.map(({ token }, index) => seat(token, index, shape));
  await load.call("gather", {
    ports: products.map(({ port }) => port),
    seats,
    conversationIds,
    heardBy: shape.members,
    hasPlaces: true,
  } satisfies Crowd);
  return {
    load,
    product: products[0] as Server,
    databaseUrl: url,
    tokens: people.map(({ token }) => token),
    trees: [...products.map(({ pid }) => pid), bench.postgres.pid],
    async checkRows(acknowledged) {
      const [counted] = await arrange.query<{ rows: string; places: string; heads: string; holes: string }>(
        `select sum(m.rows) as rows, sum(m.places) as places, sum(c.last_seq) as heads,
                count(*) filter (where m.rows <> c.last_seq or m.places <> c.last_seq or m.revs <> c.last_rev) as holes
         from conversations c
         join (
           select conversation_id, count(*) as rows, max(seq) as places, max(rev) as revs from messages group by 1
         ) m on m.conversation_id = c.id`,
      );
      check(Number(counted?.rows ?? 0) === acknowledged, `${counted?.rows} rows for ${acknowledged} acknowledgements`);
      check(Number(counted?.holes ?? 0) === 0, `${counted?.holes} conversations with holes`);
    },
  };
}

export interface FloorCrowd {
  load: Worker;
  floor: Worker;
}

/** The bare `ws` server with such a crowd. */
export async function gatherOnFloor(bench: Bench, shape: Shape): Promise<FloorCrowd> {
  const floor = bench.worker("floors/bare-ws");
  const port = await floor.call<number>("listen");
  const load = bench.worker("load/main");
  const names = Array.from({ length: shape.groups }, (_, index) => `group-${index}`);
  const seats = Array.from({ length: shape.groups * shape.members }, (_, index) =>
    seat(names[Math.floor(index / shape.members)] ?? "", index, shape),
  );
  await load.call("gather", {
    ports: [port],
    seats,
    conversationIds: names,
    heardBy: shape.members - 1,
    hasPlaces: false,
  } satisfies Crowd);
  return { load, floor };
}

function seat(token: string, index: number, { members, senders }: Shape): Seat {
  return { token, group: Math.floor(index / members), isSender: index % members < senders };
}
