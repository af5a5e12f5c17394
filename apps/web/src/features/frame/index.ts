/** What holds the chat together on the screen. */
export { ChatApp } from "./ChatApp.tsx";
