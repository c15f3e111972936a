import type { Verdict } from "../judge/verdict.ts";
import { budgetWords, measuredWords, spreadWords, verdictWords } from "./words.ts";

const heads = ["figure", "unit", "floor", "product", "measured", "budget", "verdict"] as const;

/** The verdicts as a table for a terminal. */
export function plainTable(verdicts: readonly Verdict[]): string {
  const rows = [heads, ...verdicts.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The same for a page. */
export function markdownTable(verdicts: readonly Verdict[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [heads, heads.map(() => "---"), ...verdicts.map(cellsOf)].map(line).join("\n");
}

function cellsOf(verdict: Verdict): readonly string[] {
  const { figure, floor, product } = verdict;
  return [
    figure.title,
    figure.unit,
    floor === null ? "–" : spreadWords(floor),
    spreadWords(product),
    measuredWords(verdict),
    budgetWords(figure),
    verdictWords(verdict),
  ];
}
