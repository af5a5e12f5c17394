/** Whether Enter sends or breaks the line, on this device. */
import { deviceChoice } from "../../device/device-choice.ts";

export const enterSendsChoice = deviceChoice("enterSends", ["yes", "no"]);
