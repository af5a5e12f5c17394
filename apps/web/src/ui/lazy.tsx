"use client";
/**
 * Components that the first view does not need. Their code arrives when the browser is idle, or at once when they are wanted before:
 * first use hardly ever waits. From then on they render like any other, without a moment of nothing.
 *
 *   const GroupDialog = lazily(() => import("./GroupDialog.tsx").then((file) => file.GroupDialog));
 */
import { type ComponentType, useEffect, useReducer } from "react";
import { text } from "../language/index.ts";
import { toast } from "./toast-queue.ts";
import { useWasOpened } from "./use-was-opened.ts";
import { whenIdle } from "./when-idle.ts";

interface Lazy<Props> extends React.FC<Props> {
  /** Loads it now: somebody is about to want it. */
  preload: () => void;
}

export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>): Lazy<Props> {
  let Loaded: ComponentType<Props> | null = null;
  let loading: Promise<void> | null = null;

  function begin(): Promise<void> {
    loading ??= load().then(
      (component) => {
        Loaded = component;
      },
      (error) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  }

  function LazyComponent(props: Props) {
    const [, show] = useReducer((count: number) => count + 1, 0);
    // What can be closed is not wanted before it opens.
    const isWanted = useWasOpened(!("open" in props) || props.open !== false);
    const isMissing = isWanted && Loaded === null;
    useEffect(() => {
      if (isMissing) begin().then(show, () => toast({ text: text("common.partNotLoaded"), kind: "error" }));
    }, [isMissing]);
    return isWanted && Loaded !== null ? <Loaded {...props} /> : null;
  }
  LazyComponent.preload = () => void begin().catch(() => undefined);
  whenIdle(begin);
  return LazyComponent;
}
