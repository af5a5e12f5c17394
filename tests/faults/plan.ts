/** The usual sizes of a run: few enough for two processors, enough that everything happens beside everything else. */
import type { Plan } from "./scenario.ts";

export const USUAL_PLAN: Plan = {
  people: 5,
  groups: 3,
  membersPerGroup: 4,
  enginesPerPerson: 2,
  stockDevices: 2,
  restDevices: 1,
  rate: 20,
  mix: { send: 70, edit: 8, delete: 4, markRead: 14, typing: 4 },
  nodes: 1,
  isRelayed: false,
  isDatabaseRelayed: false,
  serverEnv: {},
  databaseFlags: [],
  isolatedDevices: [],
  databaseBytes: null,
};
