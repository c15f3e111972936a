import { centralMutants } from "./central-mutants.ts";
import { counterMutants } from "./counter-mutants.ts";
import { journalMutants } from "./journal-mutants.ts";
import { lifeMutants } from "./life-mutants.ts";
import type { Mutant } from "./mutant.ts";
import { readerMutants } from "./reader-mutants.ts";
import { speedMutants } from "./speed-mutants.ts";

/** Every breakage. Those that only the whole window could notice are the end-to-end tests' own business. */
export const mutants: readonly Mutant[] = [
  ...journalMutants,
  ...counterMutants,
  ...lifeMutants,
  ...readerMutants,
  ...centralMutants,
  ...speedMutants,
];
