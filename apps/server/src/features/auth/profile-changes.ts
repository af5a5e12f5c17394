/** The news that somebody has another name or picture now, as their provider told at a new sign-in. */
import type { Me, Person } from "@oschat/protocol";
import type { Log } from "../../log.ts";

type Listener = (person: Person) => void;

export interface ProfileChanges {
  /** Call right after the commit that changed it. */
  announce(user: Me): void;
  /** Hears what others may see of the person, and no more. */
  listen(listener: Listener): void;
}

export function createProfileChanges(log: Log): ProfileChanges {
  const listeners: Listener[] = [];
  return {
    announce({ id, name, avatarUrl }) {
      for (const listener of listeners) {
        try {
          listener({ id, name, avatarUrl });
        } catch (error) {
          log.error({ err: error }, "a listener to changed profiles failed");
        }
      }
    },
    listen: (listener) => listeners.push(listener),
  };
}
