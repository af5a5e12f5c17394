/** Loaded into the server's process before the server: makes it die where it is told to, keeps its time of day, says what it uses. */
import { followClock } from "./clock.ts";
import { armFailpoint } from "./failpoints.ts";
import { answerSamples } from "./samples.ts";

armFailpoint(process.env);
followClock(process.env);
answerSamples();
// Orders may come at any time, but nobody waits for them.
process.channel?.unref();
