/** One breakage of one promise: a line of the product is changed, and a named test must turn red while its neighbours stay green. */
export interface Mutant {
  /** Short name, as on the command line. */
  readonly id: string;
  /** The promise that is broken, in a sentence. */
  readonly breaks: string;
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** Vitest project and test file that hold the promise. */
  readonly project: TestProject;
  readonly test: string;
  /** Part of the full name of the test that must turn red. */
  readonly red: string;
}

export type TestProject = "unit" | "central" | "lab";
