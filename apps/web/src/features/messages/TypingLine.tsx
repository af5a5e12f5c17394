/** Who is typing. Always as high, so that nothing moves when somebody starts. */
import type { TypingPerson } from "@oschat/client";
import { typingSentence } from "./typing-sentence.ts";

export function TypingLine({ typing }: { typing: readonly TypingPerson[] }) {
  const sentence = typingSentence(typing.map((person) => person.userName));
  return (
    <div className="flex h-6 shrink-0 items-center gap-1.5 truncate px-4 desk:px-5 text-meta text-text-muted">
      {sentence === null ? null : (
        <>
          <span aria-hidden="true" className="inline-flex gap-0.5">
            <span className="breathe size-1 rounded-full bg-accent" />
            <span className="breathe size-1 rounded-full bg-accent [animation-delay:200ms]" />
            <span className="breathe size-1 rounded-full bg-accent [animation-delay:400ms]" />
          </span>
          <bdi className="truncate">{sentence}</bdi>
        </>
      )}
    </div>
  );
}
