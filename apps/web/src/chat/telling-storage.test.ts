import { memoryStorage } from "@oschat/client";
import { expect, it } from "vitest";
import { tellingStorage } from "./telling-storage.ts";

it("says when storage fails, and when it works again", async () => {
  const told: boolean[] = [];
  const memory = memoryStorage();
  let isFull = false;
  const write = (changes: object) => (isFull ? Promise.reject(new Error("full")) : memory.write(changes));
  const storage = tellingStorage({ ...memory, write }, (works) => told.push(works));
  await storage.read();
  isFull = true;
  await expect(storage.write({})).rejects.toThrow("full");
  isFull = false;
  await storage.write({});
  expect(told).toEqual([true, false, true]);
});
