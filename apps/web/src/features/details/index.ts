/** A conversation's details: members, roles, name, leaving. */
export { DetailsPanel } from "./DetailsPanel.tsx";
