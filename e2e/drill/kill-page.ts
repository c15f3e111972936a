import { type KillPoint, nameOf } from "./kill-points.ts";
import type { KillResult } from "./kill-round.ts";
import type { KillScenario } from "./kill-scenarios.ts";

/** One place and what came of killing there. */
export interface KillLine {
  readonly scenario: KillScenario;
  readonly point: KillPoint;
  readonly result: KillResult;
}

/** Of all rounds: how many died where they should, and what broke. */
export interface KillSum {
  readonly killed: number;
  readonly missed: number;
  readonly lost: number;
  readonly double: number;
  readonly untrue: number;
}

export function sumOf(lines: readonly KillLine[]): KillSum {
  const faults = lines.flatMap(({ result }) => (result.kind === "killed" ? result.faults : []));
  const count = (kind: string): number => faults.filter((fault) => fault.startsWith(kind)).length;
  return {
    killed: lines.filter(({ result }) => result.kind === "killed").length,
    missed: lines.filter(({ result }) => result.kind === "missed").length,
    lost: count("lost"),
    double: count("double"),
    untrue: count("untrue"),
  };
}

export function sumText({ killed, missed, lost, double, untrue }: KillSum): string {
  return `${killed} kills, ${lost} lost, ${double} double, ${untrue} untrue screens; ${missed} places not hit`;
}

/** docs/kill-drill.md. */
export function killPage(lines: readonly KillLine[], repliesLost: string): string {
  const scenarios = [...new Set(lines.map(({ scenario }) => scenario))];
  return [
    "# Kill drill",
    "",
    "Between the key that confirms and the settled entry, `npm run drill:kill` finds every system call by which main touches the journal, its log",
    "or the connection to the service (strace on the real program, no hook in it), kills main as it enters that call, and starts it again. A round",
    "counts only if main died by SIGKILL at just that call. Then: is the association in the ledger exactly once, and do the restart line and today's",
    "list say what the ledger says? Where nothing had been kept, no screen may have said that it was; the clerk does the card again.",
    "Calls on a connection that is opened while the tracer watches can only be counted among all calls of that name, so some are not hit in",
    "three tries; the same calls on a kept connection are. Written by the drill; take no line of it by hand.",
    "",
    `**${sumText(sumOf(lines))}.**`,
    "",
    repliesLost,
    "",
    ...scenarios.flatMap((scenario) => [
      `## ${scenario.id}: ${scenario.what}`,
      "",
      "| killed at | last title on screen | rows then | after the restart | result |",
      "|---|---|---|---|---|",
      ...lines.filter((line) => line.scenario === scenario).map(rowOf),
      "",
    ]),
  ].join("\n");
}

function rowOf({ point, result }: KillLine): string {
  const name = `\`${nameOf(point)}\``;
  if (result.kind === "missed") return `| ${name} | – | – | – | not hit: ${result.why} |`;
  const { seen, faults, lastTitle } = result;
  const after = seen.rowsKept > 0 ? "settled by itself, said so" : "nothing kept, nothing said; done again";
  return `| ${name} | ${lastTitle} | ${seen.rowsAtDeath} | ${after} | ${faults.length === 0 ? "one association" : faults.join("; ")} |`;
}
