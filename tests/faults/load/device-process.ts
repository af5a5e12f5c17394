/** One device as a process, which may be killed and started again on what it has stored. */
import { startWorker, type Worker } from "@oschat/test-kit/worker";
import type { DeviceOrder } from "../devices/device.ts";
import type { CastPerson, Device } from "./cast.ts";

/** @param options.prefix a command that runs the program */
export function deviceProcess(options: {
  program: string;
  prefix: readonly string[];
  person: CastPerson;
  order: DeviceOrder;
}): Device {
  const { program, prefix, person, order } = options;
  let worker: Worker | null = null;

  /** Devices may be dead when they are told something: then they did not hear it. */
  const tell = (name: string, argument?: unknown) => void worker?.call(name, argument).catch(() => {});

  function running(): Worker {
    if (worker === null) throw new Error(`${order.info.device} does not run`);
    return worker;
  }

  return {
    info: order.info,
    person,
    get isRunning() {
      return worker !== null;
    },
    async start() {
      worker ??= startWorker(program, { prefix, env: { OSCHAT_FAULTS_DEVICE: JSON.stringify(order) } });
      await worker.call("start");
    },
    async kill() {
      const dying = worker;
      worker = null;
      await dying?.kill();
    },
    pause: () => void (worker !== null && process.kill(worker.pid, "SIGSTOP")),
    resume: () => void (worker !== null && process.kill(worker.pid, "SIGCONT")),
    perform: (wish) => tell("perform", wish),
    setNetwork: (isOnline) => tell("setNetwork", isOnline),
    reconnect: () => tell("reconnect"),
    final: async () => running().call("final"),
    progress: async () => running().call("progress"),
  };
}
