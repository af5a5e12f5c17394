"use client";
/** The settings, loaded when they are first asked for: from the account menu, or with Ctrl+comma. */
import { useEffect } from "react";
import { lazily } from "../../ui/index.ts";
import { openSettings, useSettingsDialog } from "./settings-dialog.ts";

const SettingsDialog = lazily(() => import("./SettingsDialog.tsx").then((file) => file.SettingsDialog));

export function Settings() {
  const isOpen = useSettingsDialog((store) => store.isOpen);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== "," || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      openSettings();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  return <SettingsDialog open={isOpen} />;
}
