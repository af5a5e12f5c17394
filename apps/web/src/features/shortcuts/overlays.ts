/** What can be called up from anywhere: the switcher, and the sheet of shortcuts. One at a time. */
import { create } from "zustand";

type Overlay = "switcher" | "shortcuts";

export const useOverlay = create<{ open: Overlay | null }>(() => ({ open: null }));

export function openOverlay(open: Overlay | null): void {
  useOverlay.setState({ open });
}
