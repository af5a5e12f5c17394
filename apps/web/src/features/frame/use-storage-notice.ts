import { useEffect } from "react";
import { text } from "../../language/index.ts";
import { useConnectionStore } from "../../stores/connection.ts";
import { toast } from "../../ui/index.ts";

/** Says once when this browser keeps nothing: it is full, or refuses to. */
export function useStorageNotice(): void {
  const isKeeping = useConnectionStore((store) => store.isKeeping);
  useEffect(() => {
    if (!isKeeping) toast({ text: text("frame.notKeeping"), stays: true });
  }, [isKeeping]);
}
