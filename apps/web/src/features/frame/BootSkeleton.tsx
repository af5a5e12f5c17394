import { Wordmark } from "../brand/Wordmark.tsx";

/** The frame before anything is known. Part of the static page, so it carries no inline style. */
export function BootSkeleton() {
  return (
    <main aria-busy="true" className="flex h-dvh bg-surface">
      <h1 className="sr-only">oschat</h1>
      <div className="w-full bg-bg desk:w-[300px]">
        <div className="flex h-14 items-center px-4">
          <Wordmark />
        </div>
      </div>
    </main>
  );
}
