"use client";
import { Email } from "@oschat/protocol";
import { type FormEvent, useId, useState } from "react";
import { sentenceFor, useChatClient } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { Button, Dialog, TextField } from "../../ui/index.ts";
import { FoundPersonCard, lookupProblem, usePersonLookup } from "../conversations/index.ts";

interface AddMemberDialogProps {
  conversationId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Adds one person to a group, by e-mail address. */
export function AddMemberDialog({ conversationId, open, onOpenChange }: AddMemberDialogProps) {
  const formId = useId();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={text("details.addMember")}
      description={text("details.addHint")}
      footer={
        <Button variant="primary" type="submit" form={formId}>
          {text("details.add")}
        </Button>
      }
    >
      <AddForm conversationId={conversationId} formId={formId} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

/** Mounted with the dialog's content: every opening begins empty. */
function AddForm(props: { conversationId: string; formId: string; onDone: () => void }) {
  const { conversationId, formId, onDone } = props;
  const client = useChatClient();
  const [email, setEmail] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const lookup = usePersonLookup(email);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const checked = Email.safeParse(email);
    if (!checked.success) return setRefusal(text("details.emailWrong"));
    try {
      await client.addMember(conversationId, checked.data);
      onDone();
    } catch (error) {
      setRefusal(sentenceFor(error, "email"));
    }
  }

  return (
    <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
      <TextField
        label={text("details.email")}
        type="email"
        inputMode="email"
        autoComplete="off"
        placeholder={text("details.emailExample")}
        value={email}
        onChange={(event) => {
          setEmail(event.target.value);
          setRefusal(null);
        }}
        error={refusal ?? lookupProblem(lookup)}
      />
      <FoundPersonCard person={lookup.kind === "found" ? lookup.person : null} />
    </form>
  );
}
