/** The program of every device: what it is, it is told in its environment; what it does, it is told by calls. */
import { serveCalls } from "@oschat/test-kit/serve-calls";
import type { DeviceInfo } from "../history/entry.ts";
import type { DeviceOrder, DeviceProgram } from "./device.ts";
import { engineDevice } from "./engine-device.ts";
import { restDevice } from "./rest-device.ts";
import { stockDevice } from "./stock-device.ts";

const PROGRAMS: Record<DeviceInfo["kind"], (order: DeviceOrder) => DeviceProgram | Promise<DeviceProgram>> = {
  engine: engineDevice,
  stock: stockDevice,
  rest: restDevice,
};

const order: DeviceOrder = JSON.parse(process.env.OSCHAT_FAULTS_DEVICE ?? "{}");
const program = await PROGRAMS[order.info.kind](order);

serveCalls({
  start: program.start,
  perform: program.perform,
  setNetwork: program.setNetwork,
  reconnect: program.reconnect,
  final: program.final,
  progress: program.progress,
});
