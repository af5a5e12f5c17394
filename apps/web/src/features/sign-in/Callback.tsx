"use client";
/** Where the identity provider's redirect ends: trades the single-use code for a session, and goes on to the chat. */
import { Refusal } from "@oschat/protocol";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { request, sentenceFor } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useAuthStore } from "../../stores/auth.ts";
import { ErrorState, Spinner } from "../../ui/index.ts";
import { BrandHead } from "../brand/BrandHead.tsx";
import { takeReturn } from "./return-address.ts";
import { sentenceForCode } from "./sign-in-errors.ts";

export function Callback() {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  // The code works once: an effect that runs twice must not spend it twice.
  const hasBegun = useRef(false);

  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    const query = new URLSearchParams(window.location.search);
    window.history.replaceState(null, "", "/auth/callback");
    const code = query.get("code");
    if (code === null) {
      setProblem(sentenceForCode(query.get("error") ?? "sign_in_failed"));
      return;
    }
    request("POST /auth/exchange", { body: { code } }).then(
      (answer) => {
        useAuthStore.getState().signedIn(answer);
        router.replace(takeReturn());
      },
      (error: unknown) => setProblem(error instanceof Refusal ? sentenceForCode(error.code) : sentenceFor(error)),
    );
  }, [router]);

  return (
    <main className="relative flex min-h-dvh flex-col items-center justify-center gap-2 p-6">
      <BrandHead />
      <h1 className="sr-only">{text("signIn.signingIn")}</h1>
      {problem === null ? (
        <div className="appear-late">
          <Spinner label={text("signIn.signingIn")} />
        </div>
      ) : (
        <div>
          <ErrorState title={text("signIn.notSignedIn")} detail={problem} />
          <p className="text-center">
            <Link href="/" className="font-semibold text-accent underline underline-offset-4">
              {text("signIn.backToSignIn")}
            </Link>
          </p>
        </div>
      )}
    </main>
  );
}
