"use client";
/** The chat page: boots the chat, follows the address and the other tabs, and shows the frame once there is an engine to show. */
import { useCallback, useEffect, useState } from "react";
import {
  bootChat,
  followHistory,
  followOtherTabs,
  leaveEndedSession,
  sentenceFor,
  useConnection,
} from "../../chat/index.ts";
import { text } from "../../language/index.ts";
import { useConnectionStore } from "../../stores/connection.ts";
import { ErrorState, lazily } from "../../ui/index.ts";
import { BootSkeleton } from "./BootSkeleton.tsx";
import { ChatFrame } from "./ChatFrame.tsx";
import { useAppVersion } from "./use-app-version.ts";
import { useStorageNotice } from "./use-storage-notice.ts";

const SignInAgain = lazily(() => import("../sign-in/index.ts").then((file) => file.SignInAgain));

export function ChatApp() {
  const hasEngine = useConnectionStore((store) => store.client !== null);
  const isSessionOver = useConnectionStore((store) => store.isSessionOver);
  const { status } = useConnection();
  const [problem, setProblem] = useState<string | null>(null);

  const boot = useCallback(() => {
    setProblem(null);
    bootChat().catch((error) => setProblem(sentenceFor(error)));
  }, []);
  useEffect(boot, [boot]);
  useEffect(followHistory, []);
  useEffect(followOtherTabs, []);
  useAppVersion();
  useStorageNotice();
  useEffect(() => {
    if (status === "signed-out") void leaveEndedSession();
  }, [status]);

  if (hasEngine) {
    return (
      <>
        <ChatFrame />
        {isSessionOver ? <SignInAgain /> : null}
      </>
    );
  }
  if (problem === null) return <BootSkeleton />;
  return (
    <main className="h-dvh">
      <h1 className="sr-only">oschat</h1>
      <ErrorState title={text("frame.notOpened")} detail={problem} onRetry={boot} />
    </main>
  );
}
