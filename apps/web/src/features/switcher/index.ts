/** Going to a conversation by name, and everything else that is found by typing. */
export { SwitcherButton } from "./SwitcherButton.tsx";
export { SwitcherDialog } from "./SwitcherDialog.tsx";
