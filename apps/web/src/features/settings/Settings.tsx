"use client";
/** The settings, loaded when they are first asked for. */
import { lazily } from "../../ui/index.ts";
import { useSettingsDialog } from "./settings-dialog.ts";

const SettingsDialog = lazily(() => import("./SettingsDialog.tsx").then((file) => file.SettingsDialog));

export function Settings() {
  const isOpen = useSettingsDialog((store) => store.isOpen);
  return <SettingsDialog open={isOpen} />;
}
