/** What can be done from the switcher besides going somewhere. */
import {
  Contrast,
  Keyboard,
  LogOut,
  type LucideIcon,
  MessageCirclePlus,
  Monitor,
  MonitorSmartphone,
  Moon,
  PanelRight,
  Settings2,
  Sun,
  UsersRound,
} from "lucide-react";
import { setDetailsOpen } from "../../chat/index.ts";
import { type TextKey, text } from "../../language/index.ts";
import { themeChoice } from "../../ui/index.ts";
import { openAccountDialog } from "../account/index.ts";
import { beginConversation } from "../conversations/index.ts";
import { openSettings } from "../settings/index.ts";
import { openOverlay } from "../shortcuts/index.ts";
import { matchNames } from "./match-names.ts";

export interface Command {
  readonly id: string;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

type Described = Omit<Command, "name"> & { readonly label: TextKey };

type Theme = (typeof themeChoice.values)[number];

function theme(choice: Theme, label: TextKey, icon: LucideIcon): Described {
  return { id: `theme-${choice}`, label, icon, run: () => themeChoice.choose(choice) };
}

const COMMANDS: readonly Described[] = [
  { id: "dm", label: "switcher.newDm", icon: MessageCirclePlus, run: () => beginConversation("dm") },
  { id: "group", label: "switcher.newGroup", icon: UsersRound, run: () => beginConversation("group") },
  { id: "details", label: "switcher.showDetails", icon: PanelRight, run: () => setDetailsOpen(true) },
  { id: "shortcuts", label: "switcher.showShortcuts", icon: Keyboard, run: () => openOverlay("shortcuts") },
  { id: "settings", label: "settings.settings", icon: Settings2, run: openSettings },
  { id: "sessions", label: "account.sessions", icon: MonitorSmartphone, run: () => openAccountDialog("sessions") },
  { id: "sign-out", label: "account.signOut", icon: LogOut, run: () => openAccountDialog("sign-out") },
  theme("light", "switcher.themeLight", Sun),
  theme("dark", "switcher.themeDark", Moon),
  theme("contrast", "switcher.themeContrast", Contrast),
  theme("system", "switcher.themeSystem", Monitor),
];

export function findCommands(words: string): Command[] {
  return matchNames(
    words,
    COMMANDS.map(({ label, ...command }) => ({ ...command, name: text(label) })),
  );
}
