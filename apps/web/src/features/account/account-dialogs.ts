/** Which of the account's dialogs is open: they can be called up from more than one place. */
import { create } from "zustand";

type AccountDialog = "sessions" | "sign-out";

export const useAccountDialog = create<{ open: AccountDialog | null }>(() => ({ open: null }));

export function openAccountDialog(open: AccountDialog | null): void {
  useAccountDialog.setState({ open });
}
