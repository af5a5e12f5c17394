"use client";
/** The settings: each holds from the moment it is chosen, in all tabs of this device. */
import { hoursChoice, languageChoice, text } from "../../language/index.ts";
import { Dialog, densityChoice, themeChoice } from "../../ui/index.ts";
import { enterSendsChoice } from "../shortcuts/index.ts";
import { AccentField } from "./AccentField.tsx";
import { ChoiceField } from "./ChoiceField.tsx";
import { closeSettings } from "./settings-dialog.ts";
import { TextSizeField } from "./TextSizeField.tsx";

export function SettingsDialog({ open }: { open: boolean }) {
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => isOpen || closeSettings()}
      title={text("settings.settings")}
      description={text("settings.hint")}
    >
      <form className="flex flex-col gap-6">
        <ChoiceField
          name="theme"
          label={text("settings.theme")}
          choice={themeChoice}
          options={{
            system: text("settings.themeSystem"),
            light: text("settings.themeLight"),
            dark: text("settings.themeDark"),
            contrast: text("settings.themeContrast"),
          }}
        />
        <AccentField />
        <TextSizeField />
        <ChoiceField
          name="density"
          label={text("settings.density")}
          choice={densityChoice}
          options={{ cozy: text("settings.densityCozy"), compact: text("settings.densityCompact") }}
        />
        <ChoiceField
          name="language"
          label={text("settings.language")}
          choice={languageChoice}
          // Each by its own name, so that it can be found by whoever reads nothing else here.
          options={{ auto: text("settings.languageAuto"), en: "English", de: "Deutsch", ar: "العربية" }}
        />
        <ChoiceField
          name="hours"
          label={text("settings.hours")}
          choice={hoursChoice}
          options={{
            auto: text("settings.hoursAuto"),
            h12: text("settings.hours12"),
            h23: text("settings.hours24"),
          }}
          hint={text("settings.timeZone", { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
        />
        <ChoiceField
          name="enter"
          label={text("settings.enter")}
          choice={enterSendsChoice}
          options={{ yes: text("settings.enterSend"), no: text("settings.enterNewline") }}
        />
      </form>
    </Dialog>
  );
}
