/** Signing people in on a server, and closing everything they opened there. */
import type { SignedIn } from "@oschat/protocol";
import { createPerson, type OpenThings, type Person, requestJson } from "./person.ts";

export interface People {
  /** Signs somebody in locally, making the account the first time; each call is a new session. The address is made of the name. */
  person(name: string, email?: string): Promise<Person>;
  /** Closes their sockets and stops their engines. */
  leave(): Promise<void>;
}

/** @param url of a server that offers local sign-in */
export function createPeople(url: string): People {
  const open: OpenThings = { sockets: new Set(), clients: new Set() };
  return {
    person: async (name, email = addressOf(name)) => createPerson(url, await signInLocally(url, { name, email }), open),
    async leave() {
      for (const socket of open.sockets) socket.disconnect();
      await Promise.all([...open.clients].map((client) => client.stop()));
    },
  };
}

function addressOf(name: string): string {
  return `${name.toLowerCase().replaceAll(" ", ".")}@example.com`;
}

async function signInLocally(url: string, who: { name: string; email: string }): Promise<SignedIn> {
  const answer = await requestJson(url, "POST", "/auth/local", { body: who });
  if (answer.status !== 200)
    throw new Error(`signing in ${who.name} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body as SignedIn;
}
