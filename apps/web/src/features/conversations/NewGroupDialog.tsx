"use client";
/** Makes a group: its name, and the people it begins with. */
import { type FoundPerson, Title } from "@oschat/protocol";
import { type FormEvent, useId, useState } from "react";
import { goToConversation, sentenceFor, useChatClient } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { Button, Dialog, TextField } from "../../ui/index.ts";
import { emailsOf } from "./emails-of.ts";
import { PeoplePicker } from "./PeoplePicker.tsx";

export function NewGroupDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const formId = useId();
  const [isBusy, setBusy] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={text("conversations.newGroup")}
      footer={
        <Button variant="primary" type="submit" form={formId} disabled={isBusy}>
          {text("conversations.createGroup")}
        </Button>
      }
    >
      <GroupForm formId={formId} onBusyChange={setBusy} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

interface GroupFormProps {
  formId: string;
  onBusyChange: (isBusy: boolean) => void;
  onDone: () => void;
}

/** Mounted with the dialog's content: every opening begins empty. */
function GroupForm({ formId, onBusyChange, onDone }: GroupFormProps) {
  const client = useChatClient();
  const [title, setTitle] = useState("");
  const [titleFault, setTitleFault] = useState<string | null>(null);
  const [people, setPeople] = useState<readonly FoundPerson[]>([]);
  const [typed, setTyped] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const checked = Title.safeParse(title);
    if (!checked.success) {
      setTitleFault(
        title.trim() === "" ? text("conversations.groupNameMissing") : text("conversations.groupNameTooLong"),
      );
      return;
    }
    const emails = emailsOf(people, typed);
    if (emails === null) {
      setRefusal(text("conversations.notAnAddress"));
      return;
    }
    onBusyChange(true);
    try {
      const { id } = await client.createGroup(checked.data, emails);
      onDone();
      goToConversation(id);
    } catch (error) {
      setRefusal(sentenceFor(error, "memberEmails"));
    } finally {
      onBusyChange(false);
    }
  }

  return (
    <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
      <TextField
        label={text("conversations.groupName")}
        autoComplete="off"
        value={title}
        onChange={(event) => {
          setTitle(event.target.value);
          setTitleFault(null);
        }}
        error={titleFault}
      />
      <PeoplePicker
        label={text("conversations.addPeopleByEmail")}
        people={people}
        onChange={setPeople}
        typed={typed}
        onTypedChange={(value) => {
          setTyped(value);
          setRefusal(null);
        }}
        error={refusal}
      />
    </form>
  );
}
