"use client";
/** Asks whoever is here to sign in again, over what they were doing. Everything stays: what is being written, what waits to be sent. */
import { useEffect } from "react";
import { goOnAs, leaveForGood } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useAuthStore } from "../../stores/auth.ts";
import { Button, Dialog } from "../../ui/index.ts";
import { rememberReturn } from "./return-address.ts";
import { SignInWays } from "./SignInWays.tsx";

export function SignInAgain() {
  useEffect(rememberReturn, []);

  function goOn() {
    const { user } = useAuthStore.getState();
    if (user !== null) void goOnAs(user.id);
  }

  return (
    <Dialog
      open
      onOpenChange={() => {}}
      title={text("signIn.again")}
      description={text("signIn.againWhy")}
      footer={
        <Button variant="ghost" onClick={() => void leaveForGood()}>
          {text("signIn.leave")}
        </Button>
      }
    >
      <SignInWays onSignedIn={goOn} />
    </Dialog>
  );
}
