import { useEffect } from "react";
import { loadAnew } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { toast } from "../../ui/index.ts";
import { followAppVersion } from "./app-version.ts";

/** Says when a newer version of the app is ready; loading it is for the person to choose. */
export function useAppVersion(): void {
  useEffect(() => {
    let isSaid = false;
    return followAppVersion(() => {
      if (isSaid) return;
      isSaid = true;
      const action = { label: text("frame.reload"), run: () => void loadAnew() };
      toast({ text: text("frame.updateReady"), action, stays: true });
    });
  }, []);
}
