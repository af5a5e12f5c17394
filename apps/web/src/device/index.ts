/** What is chosen for this device. */
export { type DeviceChoice, deviceChoice } from "./device-choice.ts";
export { useDeviceChoice } from "./use-device-choice.ts";
