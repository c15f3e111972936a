import * as z from "zod";
import type { Mutant } from "./mutant.ts";

/** What vitest's JSON reporter tells of one run, as far as it is needed. */
export const VitestReport = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      message: z.optional(z.string()),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});
export type VitestReport = z.infer<typeof VitestReport>;

/** `caught`: the named test turned red and others passed. Anything else says why the check proves nothing. */
export type Verdict =
  | { readonly kind: "caught"; readonly red: readonly string[]; readonly passed: number }
  | { readonly kind: "survived" }
  | { readonly kind: "wrong-test"; readonly red: readonly string[] }
  | { readonly kind: "did-not-run"; readonly why: string };

/** Judges the run of a mutant's test file. A file that does not even load is not a caught mutant: it does not build. */
export function judge(mutant: Mutant, report: VitestReport): Verdict {
  const results = report.testResults.flatMap((result) => result.assertionResults);
  const passed = results.filter(({ status }) => status === "passed").length;
  const red = results.filter(({ status }) => status === "failed").map(({ fullName }) => fullName);
  if (results.length === 0)
    return { kind: "did-not-run", why: report.testResults[0]?.message?.slice(0, 300) ?? "no tests" };
  if (red.length === 0) return { kind: "survived" };
  if (!red.some((name) => name.includes(mutant.red))) return { kind: "wrong-test", red };
  return passed === 0 ? { kind: "did-not-run", why: "every test of the file failed" } : { kind: "caught", red, passed };
}
