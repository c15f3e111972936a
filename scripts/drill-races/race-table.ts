import type { Tally } from "../../central/testing/rounds.ts";

/** A race as it was played. */
export interface PlayedRace {
  readonly name: string;
  readonly tally: Tally;
  /** Whether it came to what it must: no violation, or in a contrast at least one. */
  readonly isAsItMust: boolean;
}

/** The result of a drill, a line for each race and what was seen in it. */
export function raceTable(played: readonly PlayedRace[]): string {
  const rows = played.map(({ name, tally, isAsItMust }) => [
    name,
    String(tally.rounds),
    Object.entries(tally.saw)
      .map(([kind, count]) => `${kind}: ${count}`)
      .join("; "),
    countText(tally.violations),
    isAsItMust ? "as it must" : "NOT AS IT MUST",
  ]);
  const lines = [["race", "rounds", "seen", "violations", "verdict"], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function countText(violations: readonly string[]): string {
  if (violations.length === 0) return "0";
  const kinds = [...new Set(violations)];
  return kinds.map((kind) => `${violations.filter((one) => one === kind).length} × ${kind}`).join("; ");
}
