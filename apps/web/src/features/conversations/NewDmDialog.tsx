"use client";
/** Starts a direct message, or opens the one there is: one field, the person shown as soon as the address is complete. */
import { type FormEvent, useEffect, useId, useState } from "react";
import { goToConversation, sentenceFor, useChatClient, useMe } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { Button, Dialog, TextField } from "../../ui/index.ts";
import { FoundPersonCard } from "./FoundPersonCard.tsx";
import { lookupProblem, usePersonLookup } from "./use-person-lookup.ts";

export function NewDmDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const formId = useId();
  const [isReady, setReady] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={text("conversations.newDm")}
      footer={
        <Button variant="primary" type="submit" form={formId} disabled={!isReady}>
          {text("conversations.startChat")}
        </Button>
      }
    >
      <DmForm formId={formId} onReadyChange={setReady} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

interface DmFormProps {
  formId: string;
  onReadyChange: (isReady: boolean) => void;
  onDone: () => void;
}

/** Mounted with the dialog's content: every opening begins empty. */
function DmForm({ formId, onReadyChange, onDone }: DmFormProps) {
  const client = useChatClient();
  const me = useMe();
  const [email, setEmail] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const lookup = usePersonLookup(email);
  const found = lookup.kind === "found" ? lookup.person : null;
  const isMe = found !== null && found.id === me?.id;
  const [isBusy, setBusy] = useState(false);
  const isReady = email.includes("@") && !isBusy;
  useEffect(() => onReadyChange(isReady), [isReady, onReadyChange]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      const { id } = await client.createDm(email);
      onDone();
      goToConversation(id);
    } catch (error) {
      setRefusal(sentenceFor(error, "email"));
    } finally {
      setBusy(false);
    }
  }

  function change(value: string) {
    setEmail(value);
    setRefusal(null);
  }

  return (
    <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
      <TextField
        label={text("conversations.email")}
        type="email"
        inputMode="email"
        autoComplete="off"
        placeholder={text("conversations.addressPlaceholder")}
        value={email}
        onChange={(event) => change(event.target.value)}
        hint={text("conversations.addressHint")}
        error={refusal ?? (isMe ? text("conversations.ownAddress") : lookupProblem(lookup))}
      />
      <FoundPersonCard person={isMe ? null : found} />
    </form>
  );
}
