"use client";
import { Bell, Inbox, Pencil, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import {
  Avatar,
  accentChoice,
  Badge,
  Button,
  ConfirmDialog,
  Dialog,
  densityChoice,
  EmptyState,
  ErrorState,
  GroupAvatar,
  IconButton,
  Menu,
  Skeleton,
  Spinner,
  TextField,
  textSizeChoice,
  themeChoice,
  toast,
} from "../../ui/index.ts";

const NAMES = [
  "Ada Lovelace",
  "李小龙",
  "👩‍👩‍👧 Family",
  "ليلى حداد",
  "Élodie",
  "김민준",
  "…",
  "Grace Hopper",
  "🇩🇪 Team",
];
const BUTTONS = ["primary", "secondary", "ghost", "danger"] as const;
const nothing = () => {};

export function Gallery() {
  const [opened, setOpened] = useState<"dialog" | "confirm" | "failing" | null>(null);
  const open = (which: typeof opened) => (isOpen: boolean) => setOpened(isOpen ? which : null);
  return (
    <main className="mx-auto flex max-w-4xl flex-col gap-8 p-8">
      <h1 className="font-semibold text-title">Design system</h1>
      <Shelf title="Look">
        {[themeChoice, accentChoice, densityChoice, textSizeChoice].map((choice) => (
          <select
            key={choice.values[0]}
            aria-label={choice.values[0]}
            onChange={({ target }) => pick(choice, target.value)}
          >
            {choice.values.map((value) => (
              <option key={value}>{value}</option>
            ))}
          </select>
        ))}
      </Shelf>
      <Shelf title="Buttons">
        {BUTTONS.map((variant) => (
          <span key={variant} className="flex flex-col items-start gap-2">
            <Button variant={variant}>{variant}</Button>
            <Button variant={variant} size="sm">
              {variant}, small
            </Button>
            <Button variant={variant} disabled>
              {variant}, off
            </Button>
          </span>
        ))}
        <IconButton label="Edit" icon={Pencil} />
        <IconButton label="Edit, small" icon={Pencil} size="sm" />
        <IconButton label="Pressed" icon={Bell} aria-pressed />
        <IconButton label="Off" icon={Pencil} disabled />
      </Shelf>
      <Shelf title="Avatars">
        {NAMES.map((name) => (
          <Avatar key={name} id={name} name={name} avatarUrl={null} size={40} />
        ))}
        <Avatar id="broken" name="Broken Picture" avatarUrl="/nowhere.png" size={40} />
        {[20, 28, 40, 72].map((size) => (
          <GroupAvatar key={size} id={`group-${size}`} title="Launch week" size={size} />
        ))}
      </Shelf>
      <Shelf title="Badges">
        <Badge>neutral</Badge>
        <Badge tone="accent">3</Badge>
        <Badge tone="accent">99+</Badge>
        <Badge tone="mention">@ 2</Badge>
      </Shelf>
      <Shelf title="Fields">
        <TextField label="Plain" placeholder="placeholder" />
        <TextField label="With a hint" hint="What is meant." />
        <TextField label="With a fault" defaultValue="wrong" error="Why it is not accepted." />
        <TextField label="Off" disabled defaultValue="off" />
      </Shelf>
      <Shelf title="Waiting">
        <Spinner label="Loading" />
        <Skeleton round width={40} height={40} />
        <Skeleton width={180} height={12} />
      </Shelf>
      <Shelf title="Menus, dialogs, notices">
        <Menu
          trigger={<Button variant="secondary">Menu</Button>}
          header="Above"
          items={[
            { label: "Edit", icon: Pencil, onSelect: nothing },
            { label: "Off", disabled: true, onSelect: nothing },
            { label: "Delete", icon: Trash2, danger: true, separated: true, onSelect: nothing },
          ]}
        />
        <Button variant="secondary" onClick={() => setOpened("dialog")}>
          Dialog
        </Button>
        <Button variant="secondary" onClick={() => setOpened("confirm")}>
          Question
        </Button>
        <Button variant="secondary" onClick={() => setOpened("failing")}>
          Question that fails
        </Button>
        <Button variant="secondary" onClick={() => toast({ text: "Copied" })}>
          Notice
        </Button>
        <Button variant="secondary" onClick={() => toast({ text: "That did not work.", kind: "error" })}>
          Failure
        </Button>
      </Shelf>
      <Shelf title="States">
        <EmptyState icon={Inbox} title="One sentence." action={<Button variant="primary">One action</Button>} />
        <ErrorState title="What happened." detail="What to do." onRetry={nothing} />
      </Shelf>
      <Dialog open={opened === "dialog"} onOpenChange={open("dialog")} title="Dialog" description="What it is for.">
        <TextField label="Field" />
      </Dialog>
      <ConfirmDialog
        open={opened === "confirm" || opened === "failing"}
        onOpenChange={open(opened)}
        title="Delete it?"
        description="This cannot be undone."
        confirmLabel="Delete"
        danger
        onConfirm={() => {
          if (opened === "failing") throw new Error("It could not be deleted.");
        }}
      />
    </main>
  );
}

function pick(choice: { values: readonly string[]; choose: (value: never) => void }, value: string): void {
  choice.choose(value as never);
}

function Shelf({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold text-heading">{title}</h2>
      <div className="flex flex-wrap items-start gap-4">{children}</div>
    </section>
  );
}
