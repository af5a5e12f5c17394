"use client";
/** Who I am, and what belongs to me rather than to a conversation: theme and other settings, sessions, signing out. */
import { ChevronsUpDown, Contrast, LogOut, Monitor, MonitorSmartphone, Moon, Settings2, Sun } from "lucide-react";
import { sentenceFor, signOut, useMe } from "../../chat/index.ts";
import { useDeviceChoice } from "../../device/index.ts";
import { text } from "../../language/index.ts";
import { useAuthStore } from "../../stores/auth.ts";
import { Avatar, ConfirmDialog, lazily, Menu, type MenuChoice, Skeleton, themeChoice } from "../../ui/index.ts";
import { openSettings, Settings } from "../settings/index.ts";
import { openAccountDialog, useAccountDialog } from "./account-dialogs.ts";

const SessionsDialog = lazily(() => import("./SessionsDialog.tsx").then((file) => file.SessionsDialog));

export function AccountMenu() {
  const engineMe = useMe();
  const authMe = useAuthStore((store) => store.user);
  const me = engineMe ?? authMe;
  const theme = useThemeMenu();
  const opened = useAccountDialog(({ open }) => open);
  if (me === null) return <Placeholder />;

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
        choice={theme}
        items={[
          { label: text("settings.settings"), icon: Settings2, separated: true, onSelect: openSettings },
          { label: text("account.sessions"), icon: MonitorSmartphone, onSelect: () => openAccountDialog("sessions") },
          { label: text("account.signOut"), icon: LogOut, danger: true, onSelect: () => openAccountDialog("sign-out") },
        ]}
      />
      <Settings />
      <SessionsDialog
        open={opened === "sessions"}
        onOpenChange={(open) => openAccountDialog(open ? "sessions" : null)}
      />
      <ConfirmDialog
        open={opened === "sign-out"}
        onOpenChange={(open) => openAccountDialog(open ? "sign-out" : null)}
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

function useThemeMenu(): MenuChoice {
  const chosen = useDeviceChoice(themeChoice);
  return {
    label: text("settings.theme"),
    chosen,
    options: [
      { value: "system", label: text("settings.themeSystem"), icon: Monitor },
      { value: "light", label: text("settings.themeLight"), icon: Sun },
      { value: "dark", label: text("settings.themeDark"), icon: Moon },
      { value: "contrast", label: text("settings.themeContrast"), icon: Contrast },
    ],
    onChoose: (value) => themeChoice.choose(value as typeof chosen),
  };
}

function Placeholder() {
  return (
    <div className="mx-2 flex h-13 items-center gap-3 px-2">
      <Skeleton round width={32} height={32} />
      <Skeleton width={110} height={12} />
    </div>
  );
}
