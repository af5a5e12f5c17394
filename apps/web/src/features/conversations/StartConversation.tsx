import { text } from "../../language/index.ts";
import { Button } from "../../ui/index.ts";
import { NewConversationMenu } from "./NewConversationMenu.tsx";

/** The one action of a place with nothing in it. */
export function StartConversation({ variant }: { variant: "primary" | "secondary" }) {
  return (
    <NewConversationMenu
      align="center"
      trigger={<Button variant={variant}>{text("conversations.startConversation")}</Button>}
    />
  );
}
