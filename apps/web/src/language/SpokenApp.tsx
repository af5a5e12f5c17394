"use client";
/**
 * Everything with words in it. When another language is spoken it is taken down and drawn anew, between two paints, so that
 * nothing needs to watch for words that change. What is taken down saves what it holds, before the new is drawn; the focus returns
 * to what has the same id.
 */
import { DirectionProvider } from "@base-ui/react/direction-provider";
import { Fragment, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { FIRST_SPEECH, followSpeech } from "./speech.ts";

export function SpokenApp({ children }: { children: ReactNode }) {
  const [speech, setSpeech] = useState(FIRST_SPEECH);
  const [drawn, setDrawn] = useState(FIRST_SPEECH);
  const focusedId = useRef("");

  useEffect(
    () =>
      followSpeech((next) => {
        focusedId.current = document.activeElement?.id ?? "";
        setSpeech(next);
      }),
    [],
  );
  useLayoutEffect(() => {
    if (speech !== drawn) return setDrawn(speech);
    if (drawn === FIRST_SPEECH) return;
    delete document.documentElement.dataset.words;
    if (focusedId.current !== "") requestAnimationFrame(() => document.getElementById(focusedId.current)?.focus());
  }, [speech, drawn]);

  if (speech !== drawn) return null;
  return (
    <DirectionProvider direction={drawn.direction}>
      <Fragment key={drawn.tag}>{children}</Fragment>
    </DirectionProvider>
  );
}
