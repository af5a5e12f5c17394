import { LIMITS } from "@oschat/protocol";
import { describe, expect, it } from "vitest";
import { World } from "./testing/world.ts";

const statusOf = (person: { client: { getState(): { connection: { status: string } } } }) =>
  person.client.getState().connection.status;

describe("staying connected", () => {
  it("goes through its states to live", async () => {
    const world = new World();
    const ada = world.person("ada");
    const seen: string[] = [];
    ada.client.subscribe(() => seen.push(statusOf(ada)));
    await ada.client.start();
    await world.settle();
    expect([...new Set(seen)]).toEqual(["connecting", "catching-up", "live"]);
    expect(ada.client.getState().me?.email).toBe("ada@example.org");
    expect(ada.client.getState().listLoaded).toBe(true);
  });

  it("waits until retryAt after a lost connection, then comes back by itself", async () => {
    const world = new World();
    const ada = await world.live("ada");
    ada.device.cut();
    await world.settle();
    const { status, retryAt, lastLiveAt } = ada.client.getState().connection;
    expect(status).toBe("waiting");
    expect(retryAt).toBe(world.clock.now() + 250);
    expect(lastLiveAt).toBe(world.clock.now());
    await world.pass(250);
    expect(statusOf(ada)).toBe("live");
  });

  it("waits longer each time the server stays away, and tries at once when asked", async () => {
    const world = new World(() => 1);
    const ada = await world.live("ada");
    ada.device.isUnreachable = true;
    ada.device.cut();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await world.settle();
      const wait = (ada.client.getState().connection.retryAt ?? 0) - world.clock.now();
      waits.push(wait);
      await world.pass(wait);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    ada.device.isUnreachable = false;
    ada.client.retryNow();
    await world.settle();
    expect(statusOf(ada)).toBe("live");
  });

  it("does nothing while the device has no network, and connects at once when it is back", async () => {
    const world = new World();
    const ada = await world.live("ada");
    ada.client.setNetwork(false);
    await world.pass(120_000);
    expect(statusOf(ada)).toBe("offline");
    expect(ada.device.isConnected).toBe(false);
    ada.client.setNetwork(true);
    await world.settle();
    expect(statusOf(ada)).toBe("live");
  });

  it("[S5] notices a half-open connection by its silence to the comparison of heads", async () => {
    const world = new World();
    const ada = await world.live("ada");
    ada.device.isHalfOpen = true;
    await world.pass(LIMITS.headsIntervalMs);
    ada.device.timeOut();
    await world.settle();
    expect(statusOf(ada)).toBe("waiting");
    ada.device.isHalfOpen = false;
    await world.pass(30_000);
    expect(statusOf(ada)).toBe("live");
  });

  it("gives up a connection that never becomes ready", async () => {
    const world = new World();
    const ada = world.person("ada");
    await ada.client.start();
    world.network.cut("ada");
    await world.pass(15_000);
    await world.pass(1_000);
    expect(statusOf(ada)).toBe("live");
  });

  it.each(["session_ended", "not_signed_in"])(
    "[A3] is signed out for good when the handshake is refused with %s",
    async (code) => {
      const world = new World();
      const ada = world.person("ada");
      ada.device.refusal = code;
      await ada.client.start();
      await world.settle();
      expect(statusOf(ada)).toBe("signed-out");
      expect(ada.client.getState().connection.endReason).toBeNull();
      ada.device.refusal = null;
      ada.client.retryNow();
      await world.pass(120_000);
      expect(statusOf(ada)).toBe("signed-out");
    },
  );

  it.each(["signed_out", "revoked", "expired"] as const)(
    "[A3] is signed out for good when the server ends the session, and says why: %s",
    async (reason) => {
      const world = new World();
      const ada = await world.live("ada");
      ada.device.push("session", "session:ended", { reason });
      await world.pass(60_000);
      expect(statusOf(ada)).toBe("signed-out");
      expect(ada.client.getState().connection.endReason).toBe(reason);
    },
  );

  it("keeps trying when the handshake is refused for another reason", async () => {
    const world = new World();
    const ada = world.person("ada");
    ada.device.refusal = "overloaded";
    await ada.client.start();
    await world.settle();
    expect(statusOf(ada)).toBe("waiting");
    ada.device.refusal = null;
    await world.pass(1_000);
    expect(statusOf(ada)).toBe("live");
  });

  it("is silent after stop", async () => {
    const world = new World();
    const ada = await world.live("ada");
    await ada.client.stop();
    await world.pass(120_000);
    expect(statusOf(ada)).toBe("stopped");
    expect(ada.device.isConnected).toBe(false);
  });
});
