"use client";
/** Who I am, and what belongs to me rather than to a conversation: sessions, theme, signing out. */
import { ChevronsUpDown, Contrast, LogOut, type LucideIcon, Monitor, MonitorSmartphone, Moon, Sun } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { sentenceFor, signOut, useMe } from "../../chat/index.ts";
import { type TextKey, text } from "../../language/index.ts";
import { useAuthStore } from "../../stores/auth.ts";
import {
  Avatar,
  ConfirmDialog,
  chooseTheme,
  lazily,
  Menu,
  type MenuItem,
  readThemeChoice,
  Skeleton,
  subscribeToTheme,
  type ThemeChoice,
} from "../../ui/index.ts";

const SessionsDialog = lazily(() => import("./SessionsDialog.tsx").then((file) => file.SessionsDialog));

const THEMES: Record<ThemeChoice, { label: TextKey; icon: LucideIcon }> = {
  system: { label: "account.themeSystem", icon: Monitor },
  light: { label: "account.themeLight", icon: Sun },
  dark: { label: "account.themeDark", icon: Moon },
  contrast: { label: "account.themeContrast", icon: Contrast },
};

export function AccountMenu() {
  const engineMe = useMe();
  const authMe = useAuthStore((store) => store.user);
  const me = engineMe ?? authMe;
  const theme = useSyncExternalStore<ThemeChoice>(subscribeToTheme, readThemeChoice, () => "system");
  const [opened, setOpened] = useState<"sessions" | "sign-out" | null>(null);
  if (me === null) return <Placeholder />;

  const themeItems = (Object.keys(THEMES) as ThemeChoice[]).map(
    (choice): MenuItem => ({
      label: text(THEMES[choice].label),
      icon: THEMES[choice].icon,
      checked: theme === choice,
      onSelect: () => chooseTheme(choice),
    }),
  );
  return (
    <>
      <Menu
        side="top"
        trigger={
          <button
            type="button"
            aria-label={text("account.account", { name: me.name })}
            className="mx-2 flex h-13 items-center gap-3 rounded-card px-2 text-start hover:bg-hover focus-visible:outline-offset-[-2px] data-popup-open:bg-hover"
          >
            <Avatar id={me.id} name={me.name} avatarUrl={me.avatarUrl} size={32} />
            <span className="min-w-0 flex-1 truncate font-semibold text-label">{me.name}</span>
            <ChevronsUpDown size={16} strokeWidth={1.75} aria-hidden="true" className="text-text-muted" />
          </button>
        }
        header={
          <>
            <p className="truncate font-semibold text-label">{me.name}</p>
            <p className="truncate text-meta text-text-muted">{me.email}</p>
          </>
        }
        items={[
          ...themeItems,
          {
            label: text("account.sessions"),
            icon: MonitorSmartphone,
            separated: true,
            onSelect: () => setOpened("sessions"),
          },
          { label: text("account.signOut"), icon: LogOut, danger: true, onSelect: () => setOpened("sign-out") },
        ]}
      />
      <SessionsDialog open={opened === "sessions"} onOpenChange={(open) => setOpened(open ? "sessions" : null)} />
      <ConfirmDialog
        open={opened === "sign-out"}
        onOpenChange={(open) => setOpened(open ? "sign-out" : null)}
        title={text("account.signOutAsk")}
        description={text("account.signOutHint")}
        confirmLabel={text("account.signOut")}
        onConfirm={async () => {
          try {
            await signOut();
          } catch (error) {
            throw new Error(sentenceFor(error), { cause: error });
          }
        }}
      />
    </>
  );
}

function Placeholder() {
  return (
    <div className="mx-2 flex h-13 items-center gap-3 px-2">
      <Skeleton round width={32} height={32} />
      <Skeleton width={110} height={12} />
    </div>
  );
}
