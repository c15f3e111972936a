// Kills main at every file and socket call between the confirming key and the settled entry, and drops replies after the commit.
// Usage: npm run drill:kill [-- --scenario=ID] [-- --replies=N]   Writes docs/kill-drill.md when everything was run.
// Exit code 1 on any loss, double or untrue screen, or when fewer than 12 places could be hit.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { DrillStage } from "./drill/drill-stage.ts";
import { dropReplies } from "./drill/drop-replies.ts";
import { type KillLine, killPage, sumOf, sumText } from "./drill/kill-page.ts";
import { type KillPoint, nameOf } from "./drill/kill-points.ts";
import { type KillResult, killAt, recordKillPoints } from "./drill/kill-round.ts";
import { type KillScenario, killScenarios } from "./drill/kill-scenarios.ts";
import { inRepository } from "./harness/repository.ts";

const triesPerPlace = 3;
const leastPlaces = 12;
const repliesByDefault = 200;

const { values } = parseArgs({ options: { scenario: { type: "string" }, replies: { type: "string" } } });
const replies = values.replies === undefined ? repliesByDefault : Number(values.replies);
const chosen = killScenarios.filter(({ id }) => values.scenario === undefined || id === values.scenario);
if (chosen.length === 0 || !Number.isInteger(replies)) {
  console.error(`--scenario is one of ${killScenarios.map(({ id }) => id).join(", ")}; --replies a whole number`);
  process.exit(2);
}

const stage = await DrillStage.open();
process.once("SIGINT", () => stage.endNow());
try {
  const lines: KillLine[] = [];
  for (const scenario of chosen) lines.push(...(await drill(stage, scenario)));
  const sum = sumOf(lines);
  console.log(`${sumText(sum)}`);
  const lost = await dropReplies(stage, replies);
  console.log(lost.text);
  const isWhole = values.scenario === undefined && replies === repliesByDefault;
  if (isWhole) writeFileSync(inRepository("docs/kill-drill.md"), killPage(lines, lost.text));
  const isBroken = sum.lost + sum.double + sum.untrue > 0 || lost.faults > 0;
  process.exitCode = isBroken || sum.killed < Math.min(leastPlaces, lines.length) ? 1 : 0;
} finally {
  await stage.close();
}

async function drill(stage: DrillStage, scenario: KillScenario): Promise<readonly KillLine[]> {
  const points = await recordKillPoints(stage, scenario);
  console.log(`${scenario.id}: ${points.length} places`);
  const lines: KillLine[] = [];
  for (const [index, point] of points.entries()) {
    const result = await tryPlace(stage, scenario, point);
    const words = result.kind === "missed" ? `not hit: ${result.why}` : result.faults.join("; ") || "one association";
    console.log(`  ${index + 1}/${points.length} ${nameOf(point)}: ${words}`);
    lines.push({ scenario, point, result });
  }
  return lines;
}

/** How many calls of other kinds come before is not the same in every run: the place is looked for around the recorded number. */
async function tryPlace(stage: DrillStage, scenario: KillScenario, point: KillPoint): Promise<KillResult> {
  let result: KillResult = { kind: "missed", why: "not tried" };
  for (let attempt = 0; attempt < triesPerPlace && result.kind === "missed"; attempt += 1) {
    const nth = point.isKnown ? point.nth : point.nth + attempt;
    result = await killAt(stage, scenario, { ...point, nth });
  }
  return result;
}
