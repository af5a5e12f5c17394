/**
 * The engine's storage in a file: every write is one line, so that a process that dies in the middle of one has not written it.
 * What lies before is read back in order.
 */
import { existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { memoryStorage, type Storage, type StorageWrite } from "@oschat/client";

type Line = Omit<StorageWrite, "putDrafts"> & { putDrafts?: [string, string][] };

export async function fileStorage(path: string): Promise<Storage> {
  const memory = memoryStorage();
  if (existsSync(path)) {
    const text = readFileSync(path, "utf8");
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    for (const line of whole.split("\n").filter((one) => one !== "")) await memory.write(fromLine(JSON.parse(line)));
  }
  await compact(path, memory);
  const file = openSync(path, "a");
  return {
    read: () => memory.read(),
    async write(changes) {
      await memory.write(changes);
      writeSync(file, `${JSON.stringify(toLine(changes))}\n`);
    },
    async clear() {
      await memory.clear();
      writeFileSync(path, "");
    },
    close() {},
  };
}

async function compact(path: string, memory: Storage): Promise<void> {
  const { meta, conversations, outbox, drafts } = await memory.read();
  const everything: StorageWrite = {
    ...(meta === null ? {} : { meta }),
    putConversations: conversations,
    putOutbox: outbox,
    putDrafts: drafts,
  };
  writeFileSync(`${path}.new`, `${JSON.stringify(toLine(everything))}\n`);
  renameSync(`${path}.new`, path);
}

function toLine({ putDrafts, ...rest }: StorageWrite): Line {
  return { ...rest, ...(putDrafts === undefined ? {} : { putDrafts: [...putDrafts] }) };
}

function fromLine({ putDrafts, ...rest }: Line): StorageWrite {
  return { ...rest, ...(putDrafts === undefined ? {} : { putDrafts: new Map(putDrafts) }) };
}
