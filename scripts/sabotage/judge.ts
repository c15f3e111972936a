import * as z from "zod";
import type { Mutant } from "./mutant.ts";

/** What vitest's JSON reporter tells of one run, as far as it is needed. */
export const VitestReport = z.object({
  testResults: z.array(
    z.object({
      /** The test file, absolute. */
      name: z.string(),
      message: z.optional(z.string()),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});
export type VitestReport = z.infer<typeof VitestReport>;

/** `caught`: the named test turned red and others of its file passed. Anything else says why the check proves nothing. */
export type Verdict =
  | { readonly kind: "caught"; readonly by: string; readonly alsoRed: number; readonly passed: number }
  | { readonly kind: "survived" }
  | { readonly kind: "wrong-test"; readonly red: readonly string[] }
  | { readonly kind: "did-not-build"; readonly why: string }
  | { readonly kind: "did-not-run"; readonly why: string };

/** Why a mutant could prove nothing: its named test does not pass in the tree as it is. Undefined when it does. */
export function whyUnproven(mutant: Mutant, unbroken: VitestReport): string | undefined {
  const { results, message } = resultsOf(mutant, unbroken);
  const named = results.filter(({ fullName }) => fullName.includes(mutant.red));
  if (results.length === 0) return `${mutant.test} ran no test: ${message}`;
  if (named.length === 0) return `${mutant.test} has no test named "${mutant.red}"`;
  const failing = named.find(({ status }) => status !== "passed");
  return failing && `"${failing.fullName}" does not pass in the unbroken tree`;
}

/** Judges the run of a mutant's test file. A file of which nothing passes proves nothing: it may not even load. */
export function judge(mutant: Mutant, report: VitestReport): Verdict {
  const { results, message } = resultsOf(mutant, report);
  const passed = results.filter(({ status }) => status === "passed").length;
  const red = results.filter(({ status }) => status === "failed").map(({ fullName }) => fullName);
  if (results.length === 0) return { kind: "did-not-run", why: message };
  if (red.length === 0) return { kind: "survived" };
  const by = red.find((name) => name.includes(mutant.red));
  if (by === undefined) return { kind: "wrong-test", red };
  if (passed === 0) return { kind: "did-not-run", why: "every test of the file failed" };
  return { kind: "caught", by, alsoRed: red.length - 1, passed };
}

function resultsOf({ test }: Mutant, { testResults }: VitestReport) {
  const ofFile = testResults.filter(({ name }) => name.replaceAll("\\", "/").endsWith(`/${test}`));
  return {
    results: ofFile.flatMap(({ assertionResults }) => assertionResults),
    message: (ofFile[0] ?? testResults[0])?.message?.slice(0, 300) || "no tests",
  };
}
