/** Finding words in the open conversation. */
export { FindBar } from "./FindBar.tsx";
export { closeFind, openFind, useFind } from "./find-state.ts";
