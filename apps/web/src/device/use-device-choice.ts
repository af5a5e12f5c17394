import { useSyncExternalStore } from "react";
import type { DeviceChoice } from "./device-choice.ts";

/** What is chosen now; while a page that was built ahead comes to life, what holds before anything is chosen. */
export function useDeviceChoice<Value extends string>(choice: DeviceChoice<Value>): Value {
  return useSyncExternalStore(choice.subscribe, choice.read, () => choice.values[0]);
}
