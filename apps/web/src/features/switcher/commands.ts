/** What can be done from the switcher besides going somewhere. */
import {
  Contrast,
  Keyboard,
  type LucideIcon,
  MessageCirclePlus,
  Monitor,
  Moon,
  PanelRight,
  Sun,
  UsersRound,
} from "lucide-react";
import { setDetailsOpen } from "../../chat/index.ts";
import { type TextKey, text } from "../../language/index.ts";
import { chooseTheme, type ThemeChoice } from "../../ui/index.ts";
import { beginConversation } from "../conversations/index.ts";
import { openOverlay } from "../shortcuts/index.ts";
import { matchNames } from "./match-names.ts";

export interface Command {
  readonly id: string;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

type Described = Omit<Command, "name"> & { readonly label: TextKey };

function theme(choice: ThemeChoice, label: TextKey, icon: LucideIcon): Described {
  return { id: `theme-${choice}`, label, icon, run: () => chooseTheme(choice) };
}

const COMMANDS: readonly Described[] = [
  { id: "dm", label: "switcher.newDm", icon: MessageCirclePlus, run: () => beginConversation("dm") },
  { id: "group", label: "switcher.newGroup", icon: UsersRound, run: () => beginConversation("group") },
  { id: "details", label: "switcher.showDetails", icon: PanelRight, run: () => setDetailsOpen(true) },
  { id: "shortcuts", label: "switcher.showShortcuts", icon: Keyboard, run: () => openOverlay("shortcuts") },
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
