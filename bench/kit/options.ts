/** How long, how often and how large: the only reader of the benchmarks' environment variables. */

export interface Options {
  /** How long each load runs. */
  seconds: number;
  /** How often product and floor are measured, in turn. */
  pairs: number;
  /** Factor on the number of clients, conversations and rows; 1 is what the published figures use. */
  scale: number;
}

export function readOptions(env: NodeJS.ProcessEnv): Options {
  return {
    seconds: positive(env, "BENCH_SECONDS", 60),
    pairs: Math.round(positive(env, "BENCH_PAIRS", 3)),
    scale: positive(env, "BENCH_SCALE", 1),
  };
}

function positive(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name];
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${name} must be a number above 0, not "${text}"`);
  return value;
}
