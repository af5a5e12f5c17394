"use client";
import { ErrorState } from "../ui/index.ts";

/** In place of a page that has broken: what is kept on this device is whole, so loading the page again usually helps. */
export default function BrokenPage() {
  return (
    <main className="h-dvh">
      <h1 className="sr-only">oschat</h1>
      <ErrorState
        title="Something went wrong on this page."
        detail="Try again to load it anew."
        onRetry={() => window.location.reload()}
      />
    </main>
  );
}
