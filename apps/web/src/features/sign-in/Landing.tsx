"use client";
/** The first screen: what this is, and the ways in. Whoever is signed in already goes straight to the chat. */
import { ConnectionLost } from "@oschat/client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { readLastUserId } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useAuthStore } from "../../stores/auth.ts";
import { Wordmark } from "../brand/Wordmark.tsx";
import { SignInCard } from "./SignInCard.tsx";
import { sentenceForCode } from "./sign-in-errors.ts";

const PROMISES = [
  ["signIn.keptClaim", "signIn.keptProof"],
  ["signIn.offlineClaim", "signIn.offlineProof"],
  ["signIn.yoursClaim", "signIn.yoursProof"],
] as const;

export function Landing() {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [isChecking, setChecking] = useState(false);
  // The address says it once: an effect that runs twice must not read it twice.
  const hasBegun = useRef(false);
  const enter = useCallback(() => router.replace("/chat"), [router]);

  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    const code = new URLSearchParams(window.location.search).get("error");
    if (code !== null) {
      // Whoever is sent here is not sent back: a session that the chat cannot use would go round for ever.
      setProblem(sentenceForCode(code));
      window.history.replaceState(null, "", "/");
      return;
    }
    const wasHere = readLastUserId() !== null;
    setChecking(wasHere);
    useAuthStore
      .getState()
      .fetchUser()
      .then(enter, (error) => {
        // Without a network, the chat opens with what this device holds.
        if (wasHere && error instanceof ConnectionLost) enter();
        else setChecking(false);
      });
  }, [enter]);

  return (
    <main className="relative isolate min-h-dvh overflow-x-clip [overflow-wrap:anywhere]">
      <div className="mx-auto grid min-h-dvh max-w-5xl grid-cols-[minmax(0,1fr)] content-center items-center justify-items-center gap-8 px-6 py-10 desk:grid-cols-[1fr_24rem] desk:gap-20">
        <div className="w-full max-w-sm desk:max-w-md desk:justify-self-start">
          <Wordmark size="lg" />
          <h1 className="mt-6 text-balance font-semibold text-[1.5rem] leading-[1.2] tracking-tight desk:mt-8 desk:text-[2.5rem] desk:leading-[1.12]">
            {text("signIn.lead")}
          </h1>
          <ul className="mt-8 hidden flex-col gap-4 desk:flex">
            {PROMISES.map(([claim, proof]) => (
              <li key={claim} className="flex gap-3">
                <span aria-hidden="true" className="drop mt-1.5 size-2.5 shrink-0 bg-accent" />
                <p className="text-message text-text-muted">
                  <strong className="font-semibold text-text">{text(claim)}</strong> {text(proof)}
                </p>
              </li>
            ))}
          </ul>
        </div>
        <div className="relative w-full max-w-sm">
          <span
            aria-hidden="true"
            className="drop -z-10 -translate-x-1/2 -translate-y-1/2 pointer-events-none absolute top-1/2 left-1/2 hidden size-[36rem] bg-accent-soft desk:block"
          />
          <SignInCard problem={problem} isChecking={isChecking} onSignedIn={enter} />
        </div>
      </div>
    </main>
  );
}
