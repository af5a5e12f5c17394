/** Puts text on the clipboard and says so, to those who listen as well. */
import { text as say } from "../../language/index.ts";
import { toast } from "../../ui/index.ts";

/** Resolves with whether it is there. */
export async function copyToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    toast({ text: say("messages.copied") });
    return true;
  } catch {
    toast({ kind: "error", text: say("messages.copyRefused") });
    return false;
  }
}
