/** Holds an answer against the protocol. In a file of its own, as the schemas are large: loaded while the answer is under way. */
import { REST, type RestAnswer, type RestName } from "@oschat/protocol";

export function checkedAnswer<R extends RestName>(name: R, answer: unknown): RestAnswer<R> {
  const route = REST[name];
  return ("answer" in route ? route.answer.parse(answer) : undefined) as RestAnswer<R>;
}
