/** What a person sets for this device. */
export { Settings } from "./Settings.tsx";
export { openSettings } from "./settings-dialog.ts";
