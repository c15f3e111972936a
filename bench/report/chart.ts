import type { Verdict } from "../judge/verdict.ts";
import { budgetWords, measuredWords, shareWords } from "./words.ts";

const width = 900;
const rowHeight = 34;
const top = 56;
const bottom = 34;
const labelsEnd = 330;
const barsEnd = 700;
/** The axis ends here; a longer bar is cut and says its number all the same. */
const mostShare = 1.6;

const ink = "#1b2733";
const quiet = "#5b6875";
const within = "#2b6ea3";
const over = "#b23a2a";

/** What was measured as a share of its budget, one bar each; where the floor is part of the budget, a tick shows it. */
export function chartOf(verdicts: readonly Verdict[], caption: string): string {
  const height = top + verdicts.length * rowHeight + bottom;
  const rows = verdicts.map((verdict, index) => rowOf(verdict, top + index * rowHeight));
  const budgetX = xOf(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="13">
  <title>Every figure as a share of its budget</title>
  <desc>${escaped(verdicts.map((verdict) => `${verdict.figure.title}: ${measuredWords(verdict)}, budget ${budgetWords(verdict.figure)}`).join("; "))}</desc>
  <rect width="${width}" height="${height}" rx="8" fill="#ffffff"/>
  <text x="16" y="24" fill="${ink}" font-size="15" font-weight="600">Every figure as a share of its budget</text>
  <text x="16" y="43" fill="${quiet}">${escaped(caption)}</text>
${rows.join("\n")}
  <line x1="${budgetX}" y1="${top - 6}" x2="${budgetX}" y2="${height - bottom + 4}" stroke="${ink}" stroke-width="1.5" stroke-dasharray="4 3"/>
  <text x="${budgetX}" y="${height - 12}" fill="${ink}" text-anchor="middle">budget</text>
</svg>
`;
}

function rowOf(verdict: Verdict, y: number): string {
  const { figure, measured, isWithin } = verdict;
  const share = Math.max(0, measured / figure.budget.most);
  const middle = y + rowHeight / 2;
  const bar = Math.max(1, xOf(share) - labelsEnd);
  return [
    `  <text x="${labelsEnd - 10}" y="${middle + 4}" fill="${ink}" text-anchor="end">${escaped(figure.title)}</text>`,
    `  <rect x="${labelsEnd}" y="${middle - 9}" width="${round(bar)}" height="18" rx="2" fill="${isWithin ? within : over}"/>`,
    ...marksOf(verdict, middle),
    `  <text x="${barsEnd + 10}" y="${middle + 4}" fill="${isWithin ? quiet : over}" font-size="12">${escaped(shareWords(verdict))}</text>`,
  ].join("\n");
}

/** The quartiles of the product, and the floor itself. */
function marksOf({ figure, floor, product }: Verdict, middle: number): readonly string[] {
  const { budget } = figure;
  if (budget.kind !== "ratio" || floor === null) return [];
  const whole = floor.median * budget.most;
  const [from, to, floorAt] = [xOf(product.p25 / whole), xOf(product.p75 / whole), xOf(1 / budget.most)];
  return [
    `  <line x1="${from}" y1="${middle}" x2="${to}" y2="${middle}" stroke="${ink}" stroke-width="2"/>`,
    `  <line x1="${floorAt}" y1="${middle - 12}" x2="${floorAt}" y2="${middle + 12}" stroke="#ffffff" stroke-width="4"/>`,
    `  <line x1="${floorAt}" y1="${middle - 12}" x2="${floorAt}" y2="${middle + 12}" stroke="${quiet}" stroke-width="2"/>`,
  ];
}

function xOf(share: number): number {
  return round(labelsEnd + (Math.min(share, mostShare) / mostShare) * (barsEnd - labelsEnd));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
