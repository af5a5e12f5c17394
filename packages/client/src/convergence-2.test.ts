/** A quarter of the convergence fuzz. See testing/fuzz/run.ts for what happens in a run, testing/fuzz/seeds.ts for which runs. */
import { describe } from "vitest";
import { testSeeds } from "./testing/fuzz/seeds.ts";

describe("[O2] [O3] [I1] [S1] [S2] [S3] [S4] [S5] [S6] [S7] [R1] engines and server converge", () => testSeeds(2));
