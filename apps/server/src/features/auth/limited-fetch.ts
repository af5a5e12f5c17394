/** Asking an identity provider, which may be anybody's: an answer that is too long is not read to its end. */

/** Many times what keys, tokens and profiles need. */
const MOST_BYTES = 256 * 1024;

/** Like `fetch`; rejects when the body is too long. */
export async function limitedFetch(url: string, options: object): Promise<Response> {
  const answer = await fetch(url, options);
  const { status, headers } = answer;
  if (answer.body === null) return answer;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error("the provider's answer is too long");
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), { status, headers });
}
