"use client";
import { Title } from "@oschat/protocol";
import { type FormEvent, useId, useState } from "react";
import { sentenceFor, useChatClient } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { Button, Dialog, TextField } from "../../ui/index.ts";

interface RenameGroupDialogProps {
  conversationId: string;
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function RenameGroupDialog({ conversationId, title, open, onOpenChange }: RenameGroupDialogProps) {
  const formId = useId();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={text("details.renameGroup")}
      footer={
        <Button variant="primary" type="submit" form={formId}>
          {text("details.rename")}
        </Button>
      }
    >
      <RenameForm conversationId={conversationId} formId={formId} title={title} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

/** Mounted with the dialog's content: every opening begins with the present name. */
function RenameForm(props: { conversationId: string; formId: string; title: string; onDone: () => void }) {
  const { conversationId, formId, title, onDone } = props;
  const client = useChatClient();
  const [name, setName] = useState(title);
  const [fault, setFault] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const checked = Title.safeParse(name);
    if (!checked.success)
      return setFault(name.trim() === "" ? text("details.nameMissing") : text("details.nameTooLong"));
    if (checked.data === title) return onDone();
    try {
      await client.renameGroup(conversationId, checked.data);
      onDone();
    } catch (error) {
      setFault(sentenceFor(error, "title"));
    }
  }

  return (
    <form id={formId} onSubmit={submit} noValidate>
      <TextField
        label={text("details.groupName")}
        autoComplete="off"
        value={name}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setName(event.target.value);
          setFault(null);
        }}
        error={fault}
      />
    </form>
  );
}
