"use client";
import { BrandHead } from "../features/brand/BrandHead.tsx";
import { text } from "../language/index.ts";
import { ErrorState } from "../ui/index.ts";

/** In place of a page that has broken: what is kept on this device is whole, so loading the page again usually helps. */
export default function BrokenPage() {
  return (
    <main className="relative h-dvh">
      <BrandHead />
      <h1 className="sr-only">oschat</h1>
      <ErrorState
        title={text("app.brokenPage")}
        detail={text("app.brokenPageHelp")}
        onRetry={() => window.location.reload()}
      />
    </main>
  );
}
