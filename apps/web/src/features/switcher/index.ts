/** Going to a conversation by name. */
export { SwitcherButton } from "./SwitcherButton.tsx";
