import { sentenceFor } from "../../chat/index.ts";

/** The same promise; when it fails, its error says why in a sentence for people. */
export async function sayingWhy<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new Error(sentenceFor(error), { cause: error });
  }
}
