"use client";
/** The first screen: what this is, and the ways in. Whoever is signed in already goes straight to the chat. */
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { useAuthStore } from "../../stores/auth.ts";
import { Mark } from "../brand/Mark.tsx";
import { SignInCard } from "./SignInCard.tsx";
import { sentenceForCode } from "./sign-in-errors.ts";

const PROMISES = [
  ["Sent means kept.", "A message marked as sent is on disk, and everyone sees it once, in the same place."],
  ["Works through a bad connection.", "Write offline; it goes out when you are back. Nothing twice, nothing lost."],
  ["Yours.", "It runs on a server you or someone you know looks after. Nobody else reads along."],
] as const;

export function Landing() {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const enter = useCallback(() => router.replace("/chat"), [router]);

  useEffect(() => {
    const code = new URLSearchParams(window.location.search).get("error");
    setProblem(sentenceForCode(code));
    if (code !== null) window.history.replaceState(null, "", "/");
    useAuthStore
      .getState()
      .fetchUser()
      .then(enter, () => {
        // Not signed in, or not known: the page stays, and the card says what there is to say.
      });
  }, [enter]);

  return (
    <div className="relative isolate min-h-dvh overflow-hidden">
      <Backdrop />
      <main className="mx-auto grid min-h-dvh max-w-5xl items-center justify-items-center gap-10 px-6 py-12 desk:grid-cols-[1fr_24rem] desk:gap-20">
        <div className="max-w-md desk:justify-self-start">
          <p className="flex items-center gap-1 font-bold text-[1.75rem] leading-none tracking-tight">
            <span className="sr-only">oschat</span>
            <span className="text-accent">
              <Mark size={28} />
            </span>
            <span aria-hidden="true">schat</span>
          </p>
          <h1 className="mt-8 text-balance font-semibold text-[2rem] leading-[1.15] tracking-tight desk:text-[2.5rem]">
            A chat for the people you know, on a server you run.
          </h1>
          <ul className="mt-8 hidden flex-col gap-4 desk:flex">
            {PROMISES.map(([claim, proof]) => (
              <li key={claim} className="flex gap-3">
                <span aria-hidden="true" className="drop mt-1.5 size-2.5 shrink-0 bg-accent" />
                <p className="text-message text-text-muted">
                  <strong className="font-semibold text-text">{claim}</strong> {proof}
                </p>
              </li>
            ))}
          </ul>
        </div>
        <SignInCard problem={problem} onSignedIn={enter} />
      </main>
    </div>
  );
}

function Backdrop() {
  return (
    <div aria-hidden="true" className="-z-10 pointer-events-none absolute inset-0">
      <div className="drop absolute -top-[30rem] -right-40 size-[64rem] bg-accent-soft" />
    </div>
  );
}
