import type { Verdict } from "./judge.ts";
import type { Mutant } from "./mutant.ts";

export interface Judged {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

/** A verdict in a few words. */
export function wordsOf(verdict: Verdict): string {
  switch (verdict.kind) {
    case "caught":
      return `caught by "${verdict.by}" (${verdict.alsoRed} others red, ${verdict.passed} passed)`;
    case "survived":
      return "SURVIVED";
    case "wrong-test":
      return `ANOTHER TEST turned red: ${verdict.red.slice(0, 3).join("; ")}`;
    case "did-not-build":
      return `DID NOT BUILD: ${verdict.why}`;
    case "did-not-run":
      return `DID NOT RUN: ${verdict.why}`;
    default:
      return verdict satisfies never;
  }
}

/** docs/sabotage.md. */
export function resultPage(judged: readonly Judged[]): string {
  const caught = judged.filter(({ verdict }) => verdict.kind === "caught").length;
  return [
    "# Sabotage",
    "",
    "Can our tests fail? Each line below breaks one promise by one change in a copy of the product. The changed product still passes the",
    "type check, the named test turns red, and others in its file pass. Without the change the named test passes. Written by `npm run sabotage`,",
    "which takes ids to run some of them: `npm run sabotage -- fsync-dropped`. The changes themselves are in `scripts/sabotage/*-mutants.ts`.",
    "",
    "| id | what is broken | in | test that turned red | others red | passed |",
    "|---|---|---|---|---|---|",
    ...judged.map(rowOf),
    "",
    `${caught} of ${judged.length} caught.`,
    "",
  ].join("\n");
}

function rowOf({ mutant, verdict }: Judged): string {
  const cells = verdict.kind === "caught" ? [verdict.by, verdict.alsoRed, verdict.passed] : [wordsOf(verdict), "", ""];
  const [file, test] = [mutant.file, mutant.test].map((name) => `\`${name}\``);
  const [by, ...counts] = cells.map((cell) => String(cell).replaceAll("|", "\\|").replaceAll("\n", " "));
  return `| ${[mutant.id, mutant.breaks, file, `${by}<br>${test}`, ...counts].join(" | ")} |`;
}
