/** The signed-in person's own: who they are, sessions, theme, signing out. */
export { AccountMenu } from "./AccountMenu.tsx";
export { openAccountDialog } from "./account-dialogs.ts";
