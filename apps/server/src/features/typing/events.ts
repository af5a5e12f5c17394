import { Refusal, type TypingSignal } from "@oschat/protocol";
import type { Actor } from "../../http/authentication.ts";
import type { Delivery } from "../../realtime/delivery.ts";
import type { Events } from "../../realtime/event-table.ts";
import type { Subscriptions } from "../../realtime/subscriptions.ts";
import { signalTyping } from "./signal-typing.ts";

export function typingEvents({
  delivery,
  subscriptions,
}: {
  delivery: Delivery;
  subscriptions: Subscriptions;
}): Pick<Events, "typing:start" | "typing:stop"> {
  const signal =
    (isTyping: boolean) =>
    async ({ conversationId }: TypingSignal, { user }: Actor) => {
      if (!subscriptions.isSubscribed(conversationId, user.id)) throw new Refusal("not_found");
      signalTyping({ conversationId, isTyping }, user, delivery);
      return {};
    };
  return { "typing:start": { cost: 1, handle: signal(true) }, "typing:stop": { cost: 1, handle: signal(false) } };
}
