import { Button } from "../../ui/index.ts";
import { NewConversationMenu } from "./NewConversationMenu.tsx";

/** The one action of a place with nothing in it. */
export function StartConversation() {
  return <NewConversationMenu align="center" trigger={<Button variant="primary">Start a conversation</Button>} />;
}
