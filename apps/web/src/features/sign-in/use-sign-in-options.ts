import type { SignInOptions } from "@oschat/protocol";
import { useCallback, useEffect, useState } from "react";
import { request, sentenceFor } from "../../chat/index.ts";

export type OptionsState =
  | { kind: "loading" }
  | { kind: "known"; options: SignInOptions }
  | { kind: "failed"; sentence: string };

/** The ways to sign in that this server offers, and how to ask again. */
export function useSignInOptions(): [OptionsState, () => void] {
  const [state, setState] = useState<OptionsState>({ kind: "loading" });
  const load = useCallback(() => {
    setState({ kind: "loading" });
    request("GET /auth/options").then(
      (options) => setState({ kind: "known", options }),
      (error) => setState({ kind: "failed", sentence: sentenceFor(error) }),
    );
  }, []);
  useEffect(load, [load]);
  return [state, load];
}
