/** Where messages are written. */
export { ClosedComposer } from "./ClosedComposer.tsx";
export { Composer } from "./Composer.tsx";
