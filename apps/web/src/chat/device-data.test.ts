import { beforeEach, describe, expect, it, vi } from "vitest";
import { adoptDevice, dropDeviceData } from "./device-data.ts";

const { done, failing, session } = vi.hoisted(() => ({
  done: [] as string[],
  failing: new Set<string>(),
  session: { current: null as { userId: string; client: { clear: () => Promise<void> } } | null },
}));

async function step(name: string): Promise<void> {
  done.push(name);
  if (failing.has(name)) throw new Error("broken");
}

vi.mock("./chat-session.ts", () => ({
  currentSession: () => session.current,
  endChatSession: () => step("end"),
}));
vi.mock("@oschat/client/indexeddb", () => ({ deleteIndexedDb: (userId: string) => step(`delete ${userId}`) }));
vi.mock("./last-user.ts", () => ({
  readLastUserId: () => "ada",
  forgetLastUser: () => done.push("forget"),
  rememberLastUser: (userId: string) => done.push(`remember ${userId}`),
}));
vi.mock("./other-tabs.ts", () => ({ tellOtherTabs: (notice: object) => done.push(JSON.stringify(notice)) }));
vi.spyOn(console, "warn").mockImplementation(() => {});

beforeEach(() => {
  done.length = 0;
  failing.clear();
  session.current = { userId: "ada", client: { clear: () => step("clear") } };
});

describe("dropping what this device holds", () => {
  it.each([[[]], [["clear"]], [["delete ada"]], [["clear", "delete ada"]]])(
    "tries every step although these fail: %j",
    async (broken) => {
      for (const name of broken) failing.add(name);
      await dropDeviceData();
      expect(done).toEqual(["forget", "clear", "end", "delete ada"]);
    },
  );

  it("deletes what the last person left when no engine runs", async () => {
    session.current = null;
    await dropDeviceData();
    expect(done).toEqual(["forget", "end", "delete ada"]);
  });
});

describe("making the device somebody's", () => {
  it("{S13} deletes the former person's data before it tells the other tabs", async () => {
    await adoptDevice("ben");
    expect(done).toEqual(["end", "delete ada", "remember ben", '{"kind":"signed-in","userId":"ben"}']);
  });

  it("keeps the same person's data", async () => {
    await adoptDevice("ada");
    expect(done).toEqual(["remember ada", '{"kind":"signed-in","userId":"ada"}']);
  });
});
