/** What goes wrong, and time that passes. `SMALL_TROUBLE` loses no doorbell of a connection that goes on. */
import { Refusal, type UpEvent } from "@oschat/protocol";
import { type Act, type Acts, onBusySeat, onSeat, type Stage } from "./stage.ts";

const REFUSED: readonly UpEvent[] = ["message:send", "sync:request", "sync:heads", "read:mark"];

const cut: Act = (stage) =>
  onBusySeat(stage, ({ name, person }) => {
    const channels = stage.world.network.channels();
    if (channels.some((channel) => channel.startsWith(`${name}/socket-`) && channel.endsWith("/answer")))
      stage.tally.see("a connection was cut with an answer on its way");
    const { isConnected } = person.device;
    person.device.cut();
    return isConnected;
  });

/** Going back, the server stops answering what it was asked before. */
function goBack({ world, seats, backup }: Stage): void {
  world.server.restore(backup);
  for (const seat of seats) {
    seat.person.device.cut();
    seat.person.device.loseCalls();
    seat.wentBack();
  }
}

export const SMALL_TROUBLE: Acts = {
  "time passes": [
    2,
    (stage) => {
      stage.world.clock.step(stage.random.below(500));
      return true;
    },
  ],
  "a connection is cut": [2, cut],
  "a network comes or goes": [
    1,
    (stage) =>
      onSeat(stage, ({ person }) => {
        person.client.setNetwork(stage.random.below(3) > 0);
        return true;
      }),
  ],
  "a program is started anew": [1, (stage) => onSeat(stage, (seat) => seat.reload().then(() => true))],
};

export const GREAT_TROUBLE: Acts = {
  "more time passes": [
    1,
    (stage) => {
      stage.world.clock.step(stage.random.below(3_000));
      return true;
    },
  ],
  "a program dies": [2, (stage) => onBusySeat(stage, (seat) => seat.die().then(() => true))],
  "a device comes to the front": [
    1,
    (stage) =>
      onSeat(stage, ({ person }) => {
        person.client.wake();
        return true;
      }),
  ],
  "no answer comes": [
    1,
    (stage) =>
      onSeat(stage, ({ person }) => {
        person.device.timeOut();
        return true;
      }),
  ],
  "calls are lost": [
    1,
    (stage) =>
      onBusySeat(stage, ({ name, person }) => {
        const isCalling = stage.world.network.channels().some((channel) => channel.startsWith(`${name}/http-`));
        person.device.loseCalls();
        return isCalling;
      }),
  ],
  "a connection is open by half": [
    1,
    (stage) =>
      onSeat(stage, ({ person: { device } }) => {
        device.isHalfOpen = stage.random.below(3) === 0;
        if (!device.isHalfOpen) device.timeOut();
        return true;
      }),
  ],
  "a request is refused for now": [
    1,
    (stage) =>
      onSeat(stage, ({ person }) => {
        const event = stage.random.pick(REFUSED);
        if (event === undefined) return false;
        person.device.refuseNext.push({ event, refusal: new Refusal("rate_limited", { retryAfterMs: 700 }) });
        return true;
      }),
  ],
  "a message is refused for good": [
    1,
    (stage) =>
      onSeat(stage, ({ person }) => {
        person.device.refuseNext.push({ event: "message:send", refusal: new Refusal("not_found") });
        return true;
      }),
  ],
  "a device is full, or no longer": [
    1,
    (stage) =>
      onSeat(stage, ({ storage }) => {
        storage.isFull = !storage.isFull;
        return true;
      }),
  ],
  "a doorbell is lost": [
    2,
    (stage) => {
      const doorbells = stage.world.network.channels().filter((channel) => channel.includes(" "));
      const channel = stage.random.pick(doorbells);
      if (channel !== undefined) stage.world.network.lose(channel);
      return channel !== undefined;
    },
  ],
  "a backup is made": [
    1,
    (stage) => {
      if (!stage.canGoBack) return false;
      stage.backup = stage.world.server.backup();
      return true;
    },
  ],
  "the server goes back to a backup": [
    1,
    (stage) => {
      if (!stage.canGoBack || stage.random.below(4) > 0) return false;
      goBack(stage);
      return true;
    },
  ],
};
