"use client";
/** The ways in that this server offers. */
import type { SignInOptions } from "@oschat/protocol";
import { KeyRound } from "lucide-react";
import { API_BASE } from "../../chat/api.ts";
import { text } from "../../language/index.ts";
import { ErrorState, Skeleton } from "../../ui/index.ts";
import { LocalSignIn } from "./LocalSignIn.tsx";
import { useSignInOptions } from "./use-sign-in-options.ts";

const PROVIDER_LINK =
  "inline-flex min-h-11 items-center justify-center gap-3 px-4 text-label font-semibold transition-[background-color,filter] duration-150";

/** @param isHeldBack nothing is offered yet: somebody is probably signed in already */
export function SignInWays({ isHeldBack = false, onSignedIn }: { isHeldBack?: boolean; onSignedIn: () => void }) {
  const [state, retry] = useSignInOptions();
  if (isHeldBack || state.kind === "loading") return <Loading />;
  if (state.kind === "failed")
    return <ErrorState title={text("signIn.waysNotLoaded")} detail={state.sentence} onRetry={retry} />;
  return <Ways options={state.options} onSignedIn={onSignedIn} />;
}

function Loading() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-10 w-full" />
    </div>
  );
}

function Ways({ options, onSignedIn }: { options: SignInOptions; onSignedIn: () => void }) {
  const { google, oidc, local } = options;
  return (
    <div className="flex flex-col gap-3">
      {google ? (
        <a
          href={`${API_BASE}/auth/google`}
          className={`${PROVIDER_LINK} spoken bg-accent text-accent-text hover:brightness-110`}
        >
          <GoogleMark />
          {text("signIn.withGoogle")}
        </a>
      ) : null}
      {oidc === null ? null : (
        <a
          href={`${API_BASE}/auth/oidc`}
          className={`${PROVIDER_LINK} ${google ? "rounded-card border border-line-strong hover:bg-hover" : "spoken bg-accent text-accent-text hover:brightness-110"}`}
        >
          <KeyRound size={18} strokeWidth={1.75} aria-hidden="true" />
          {text("signIn.with", { provider: oidc.name })}
        </a>
      )}
      {local && (google || oidc !== null) ? <hr className="my-2 border-line" /> : null}
      {local ? <LocalSignIn onSignedIn={onSignedIn} /> : null}
      {google || oidc !== null || local ? null : <p className="text-label text-text-muted">{text("signIn.noWays")}</p>}
    </div>
  );
}

function GoogleMark() {
  return (
    <svg viewBox="0 0 24 24" width={18} height={18} aria-hidden="true" className="fill-current">
      <path d="M12 10.2v3.9h5.5a4.700 4.700 0 0 1-2 3.100 6.200 6.200 0 1 1-3.500-11.300c1.600 0 3 .6 4.100 1.500l2.900-2.800A10.300 10.300 0 1 0 12 22.300c5.900 0 9.900-4.200 9.900-10 0-.7-.1-1.400-.2-2.100H12Z" />
    </svg>
  );
}
