"use client";
/** Sign-in by name on a server that is only tried out. */
import { DisplayName, Email } from "@oschat/protocol";
import { type FormEvent, useState } from "react";
import { request, sentenceFor } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useAuthStore } from "../../stores/auth.ts";
import { Button, TextField } from "../../ui/index.ts";

interface Faults {
  name?: string;
  email?: string;
  form?: string;
}

export function LocalSignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [faults, setFaults] = useState<Faults>({});
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const found = checkFields(name, email);
    setFaults(found);
    if (found.name !== undefined || found.email !== undefined) return;
    setBusy(true);
    try {
      useAuthStore.getState().signedIn(await request("POST /auth/local", { body: { name, email } }));
      onSignedIn();
    } catch (error) {
      setFaults({ form: sentenceFor(error) });
      setBusy(false);
    }
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <TextField
        label={text("signIn.name")}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={faults.name ?? null}
      />
      <TextField
        label={text("signIn.email")}
        type="email"
        inputMode="email"
        autoComplete="email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={faults.email ?? null}
      />
      {faults.form === undefined ? null : (
        <p role="alert" className="text-danger text-preview">
          {faults.form}
        </p>
      )}
      <Button type="submit" variant="primary" disabled={isBusy} className="mt-1">
        {text("signIn.signIn")}
      </Button>
      <p className="text-balance text-meta text-text-muted">{text("signIn.tryingOut")}</p>
    </form>
  );
}

function checkFields(name: string, email: string): Faults {
  return {
    ...(DisplayName.safeParse(name).success ? {} : { name: text("signIn.nameMissing") }),
    ...(Email.safeParse(email).success ? {} : { email: text("signIn.emailWrong") }),
  };
}
