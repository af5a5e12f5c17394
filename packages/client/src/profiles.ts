/** Names and pictures of people, kept as they are now in all that this device shows and stores. */
import type { Person } from "@oschat/protocol";
import { showProfile } from "./reducers/profile.ts";
import type { Store } from "./store.ts";

export type Profiles = ReturnType<typeof createProfiles>;

export function createProfiles({ store }: { store: Store }) {
  return {
    /** Somebody, perhaps I, has this name and picture now. */
    take(person: Person): void {
      const { me, conversations } = store.getState();
      const { id, name, avatarUrl } = person;
      if (me?.id === id) store.setMe({ ...me, name, avatarUrl });
      store.put([...conversations.values()].map((conversation) => showProfile(conversation, person)));
    },
  };
}
