/** A negative control: oschat broken on purpose, in a way in which chats have really been broken. The suite must notice. */
import type { Variant } from "../box/programs.ts";
import type { InvariantId } from "../checker/invariants.ts";
import type { Plan } from "../scenario.ts";

export interface Control {
  /** What is wrong, in a few words. */
  readonly wrong: string;
  readonly variant: Variant;
  readonly plan?: Partial<Plan>;
  /** The scenario that brings it to light. */
  readonly scenario: string;
  /** Caught when one of these is violated. */
  readonly caughtBy: readonly InvariantId[];
}

/** Changes the text of the function through which all messages go; fails when there is nothing to change. */
export function inAppendMessages(find: string, replace: string): { sql: string } {
  const quote = (text: string) => `$text$${text}$text$`;
  return {
    sql: `do $do$
      declare before text := pg_get_functiondef('append_messages'::regproc);
      begin
        if position(${quote(find)} in before) = 0 then raise exception 'append_messages has changed: %', ${quote(find)}; end if;
        execute replace(before, ${quote(find)}, ${quote(replace)});
      end $do$`,
  };
}
