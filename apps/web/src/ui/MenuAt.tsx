/** A menu that something else than its own button opens: the caller says where it stands, and when it is open. */
import { lazily } from "./lazy.tsx";

export const MenuAt = lazily(() => import("./MenuPopup.tsx").then((file) => file.MenuPopup));
