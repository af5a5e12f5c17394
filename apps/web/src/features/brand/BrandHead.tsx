import { Wordmark } from "./Wordmark.tsx";

/** Says whose page it is, over one that has nothing else to tell by. */
export function BrandHead() {
  return (
    <div className="absolute inset-x-0 top-8 flex justify-center">
      <Wordmark />
    </div>
  );
}
