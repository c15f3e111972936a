import { assertNever } from "../../shared/basics/assert-never.ts";
import type { Figure } from "../figures.ts";
import type { Spread } from "../judge/spread.ts";
import type { Verdict } from "../judge/verdict.ts";

/** A number with as many digits as say something. */
export function inDigits(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** `339 (321–360)`: the median with its quartiles; a single sample alone. */
export function spreadWords(spread: Spread): string {
  const { count, median, p25, p75 } = spread;
  return count === 1 ? inDigits(median) : `${inDigits(median)} (${inDigits(p25)}–${inDigits(p75)})`;
}

/** What came of the comparison, as the budget limits it. */
export function measuredWords({ figure, measured }: Verdict): string {
  return limited(figure, measured);
}

/** Both in few words, for the chart: `1.19× of 1.25×`. */
export function shareWords({ figure, measured }: Verdict): string {
  const unit = figure.budget.kind === "ratio" ? "" : ` ${figure.unit}`;
  const short = (value: number): string => limited(figure, value).slice(0, unit === "" ? undefined : -unit.length);
  return `${short(measured)} of ${short(figure.budget.most)}${unit}`;
}

/** The budget: what may not be passed. */
export function budgetWords(figure: Figure): string {
  const { budget } = figure;
  const most = `≤ ${limited(figure, budget.most)}`;
  return budget.kind === "ratio" && budget.p99Most !== null ? `${most}, p99 ≤ ${budget.p99Most} ${figure.unit}` : most;
}

/** Whether it holds; of a tail that is limited, how long it is. */
export function verdictWords({ figure, product, isWithin }: Verdict): string {
  const verdict = isWithin ? "within" : "OVER";
  const hasTail = figure.budget.kind === "ratio" && figure.budget.p99Most !== null;
  return hasTail ? `${verdict} (p99 ${inDigits(product.p99)})` : verdict;
}

function limited({ budget, unit }: Figure, value: number): string {
  switch (budget.kind) {
    case "ratio":
      return `${value.toFixed(2)}×`;
    case "beyond-floor":
      return `${value < 0 ? "−" : "+"}${inDigits(Math.abs(value))} ${unit}`;
    case "alone":
      return `${inDigits(value)} ${unit}`;
    default:
      return assertNever(budget);
  }
}
