"use client";
import { text } from "../../language/index.ts";
import { SignInWays } from "./SignInWays.tsx";

interface SignInCardProps {
  problem: string | null;
  /** Somebody is probably signed in already: nothing is offered until that is known. */
  isChecking: boolean;
  onSignedIn: () => void;
}

/** The ways in. */
export function SignInCard({ problem, isChecking, onSignedIn }: SignInCardProps) {
  return (
    <section aria-labelledby="sign-in-heading" className="w-full max-w-sm rounded-dialog bg-raised p-6 shadow-menu">
      <h2 id="sign-in-heading" className="mb-4 font-semibold text-heading">
        {text("signIn.signIn")}
      </h2>
      {problem === null ? null : (
        <p role="alert" className="spoken mb-4 border border-danger px-3 py-2 text-danger text-preview">
          {problem}
        </p>
      )}
      <SignInWays isHeldBack={isChecking} onSignedIn={onSignedIn} />
    </section>
  );
}
