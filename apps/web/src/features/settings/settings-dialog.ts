/** Whether the settings are open: outlives the drawing anew that a change of language brings. */
import { create } from "zustand";

export const useSettingsDialog = create<{ isOpen: boolean }>(() => ({ isOpen: false }));

export function openSettings(): void {
  useSettingsDialog.setState({ isOpen: true });
}

export function closeSettings(): void {
  useSettingsDialog.setState({ isOpen: false });
}
