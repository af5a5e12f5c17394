/**
 * Many questions of one kind, few queries: what is asked in one turn of the event loop, or while a query is under way, goes together
 * into the next one. A question asked alone waits for nobody, and every answer is read after its question was asked.
 */
import { setImmediate as endOfTurn } from "node:timers/promises";

const MOST_AT_ONCE = 250;

interface Question<Answer> {
  promise: Promise<Answer | undefined>;
  resolve(answer: Answer | undefined): void;
  reject(error: unknown): void;
}

/**
 * @param readAll answers for all these keys; a key without an answer is left out. When it fails, so do the questions in it, and
 *   only those.
 * @param mostAtOnce bounds what one query reads, and with it how long the next one waits
 * @returns how to ask about one key
 */
export function askTogether<Key, Answer>(
  readAll: (keys: Key[]) => Promise<ReadonlyMap<Key, Answer>>,
  mostAtOnce = MOST_AT_ONCE,
): (key: Key) => Promise<Answer | undefined> {
  const waiting = new Map<Key, Question<Answer>>();
  let isAsking = false;

  async function askAll(): Promise<void> {
    isAsking = true;
    while (waiting.size > 0) {
      await endOfTurn();
      await settle([...waiting.entries()].slice(0, mostAtOnce));
    }
    isAsking = false;
  }

  async function settle(questions: [Key, Question<Answer>][]): Promise<void> {
    for (const [key] of questions) waiting.delete(key);
    try {
      const answers = await readAll(questions.map(([key]) => key));
      for (const [key, { resolve }] of questions) resolve(answers.get(key));
    } catch (error) {
      for (const [, { reject }] of questions) reject(error);
    }
  }

  return (key) => {
    const question = waiting.get(key) ?? newQuestion<Answer>();
    waiting.set(key, question);
    if (!isAsking) void askAll();
    return question.promise;
  };
}

function newQuestion<Answer>(): Question<Answer> {
  const question = {} as Question<Answer>;
  question.promise = new Promise((resolve, reject) => Object.assign(question, { resolve, reject }));
  return question;
}
