"use client";
/** Where I am signed in, and ending any of it. */
import { Refusal, type Session } from "@oschat/protocol";
import { useCallback, useEffect, useState } from "react";
import { request, sentenceFor } from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { Badge, Button, Dialog, ErrorState, Skeleton, toast } from "../../ui/index.ts";
import { timeAgo } from "./time-ago.ts";

export function SessionsDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={text("account.sessions")}
      description={text("account.sessionsHint")}
    >
      <SessionList />
    </Dialog>
  );
}

type Loaded = { kind: "loading" } | { kind: "known"; sessions: Session[] } | { kind: "failed"; sentence: string };

/** Mounted with the dialog's content: every opening asks anew. */
function SessionList() {
  const [state, setState] = useState<Loaded>({ kind: "loading" });
  const [isBusy, setBusy] = useState(false);
  const load = useCallback(
    () =>
      request("GET /me/sessions").then(
        ({ sessions }) => setState({ kind: "known", sessions }),
        (error) => setState({ kind: "failed", sentence: sentenceFor(error) }),
      ),
    [],
  );
  useEffect(() => void load(), [load]);

  async function end(work: () => Promise<unknown>) {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      if (!hasEndedAlready(error)) toast({ text: sentenceFor(error), kind: "error" });
    }
    await load();
    setBusy(false);
  }

  if (state.kind === "failed") {
    return <ErrorState title={text("account.sessionsFailed")} detail={state.sentence} onRetry={load} />;
  }
  if (state.kind === "loading") return <Skeleton width="100%" height={56} />;
  const others = state.sessions.filter(({ current }) => !current);
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col divide-y divide-line">
        {state.sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            isBusy={isBusy}
            onEnd={() => end(() => request("DELETE /me/sessions/:id", { params: { id: session.id } }))}
          />
        ))}
      </ul>
      {others.length === 0 ? null : (
        <Button variant="secondary" disabled={isBusy} onClick={() => end(() => request("DELETE /me/sessions"))}>
          {text("account.signOutOfOthers")}
        </Button>
      )}
    </div>
  );
}

/** A session in the list may have ended meanwhile, elsewhere: that is what was wanted. */
function hasEndedAlready(error: unknown): boolean {
  return error instanceof Refusal && error.code === "not_found";
}

interface SessionRowProps {
  session: Session;
  isBusy: boolean;
  onEnd: () => void;
}

function SessionRow({ session, isBusy, onEnd }: SessionRowProps) {
  const ago = timeAgo(Date.parse(session.lastUsedAt), Date.now());
  return (
    <li className="flex items-center gap-3 py-3">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold text-label">{session.device}</span>
        <span className="block text-meta text-text-muted">
          {session.current ? text("account.inUseNow") : text("account.lastUsed", { ago })}
        </span>
      </span>
      {session.current ? (
        <Badge tone="accent">{text("account.thisDevice")}</Badge>
      ) : (
        <Button
          variant="ghost"
          size="sm"
          aria-label={text("account.signOutOf", { device: session.device })}
          disabled={isBusy}
          onClick={onEnd}
        >
          {text("account.signOut")}
        </Button>
      )}
    </li>
  );
}
