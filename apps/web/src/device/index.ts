/** What is chosen for this device. */
export type { DeviceChoice } from "./device-choice.ts";
export { useDeviceChoice } from "./use-device-choice.ts";
