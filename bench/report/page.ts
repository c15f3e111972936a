import { figures } from "../figures.ts";
import type { Verdict } from "../judge/verdict.ts";
import { type Comparison, comparisonLines } from "./reference.ts";
import { markdownTable } from "./table.ts";

/** What a page is made of. */
export interface Run {
  readonly verdicts: readonly Verdict[];
  readonly comparisons: readonly Comparison[];
  readonly machine: string;
  readonly rounds: number;
  /** `2026-11-25`. */
  readonly day: string;
}

/** Below this line the page is written by hand, and stays. */
export const byHand = "<!-- Below: by hand. Above: npm run bench -- --write -->";

/** The page of a run; what stands below the mark in the page before is kept. */
export function benchPage({ verdicts, comparisons, machine, rounds, day }: Run, before: string): string {
  const over = verdicts.filter(({ isWithin }) => !isWithin).map(({ figure }) => figure.title);
  const [, kept = "\n"] = before.split(byHand);
  return `# Speed and size, measured

Made by \`npm run bench -- --write\` on ${day}, ${rounds} rounds. ${machine}.

${over.length === 0 ? "Every figure is within its budget." : `Over budget: ${over.join("; ")}.`}

![Every figure as a share of its budget](bench.svg)

${markdownTable(verdicts)}

Medians, with their quartiles in brackets. The *floor* is the least a program can do for the same purpose on the same Electron
([\`bench/floor/\`](../bench/floor)): a plain window, a text node, the same reader library. Floor and product run in turn, so that a busy
machine slows both alike: read the ratios, never the times. In the chart a bar ends at what was measured, the grey tick is the floor, the
thin line lies between the quartiles.

## How each figure is measured

The product is the one that is installed: its real main entry, its real reader host, virtual devices below the real libraries, a running
service. It holds no hook for this; it is watched from outside.

${figures.map(({ title, how }) => `- **${title}.** ${how}`).join("\n")}

## The floor against the reference

${comparisonLines(comparisons)
  .map((line) => `- ${line}`)
  .join("\n")}

${byHand}${kept}`;
}
