import { assertNever } from "../../shared/basics/assert-never.ts";
import type { Budget, Figure } from "../figures.ts";
import { type Spread, spreadOf } from "./spread.ts";

/** What was measured of one figure. The floor's list is empty where a figure has none. */
export interface Readings {
  readonly floor: readonly number[];
  readonly product: readonly number[];
}

/** A figure, measured and held against its budget. */
export interface Verdict {
  readonly figure: Figure;
  readonly floor: Spread | null;
  readonly product: Spread;
  /** What the budget limits: a ratio, a difference, or the product's own median. */
  readonly measured: number;
  readonly isWithin: boolean;
}

/** Holds readings against the figure's budget. Throws on missing readings: nothing measured is nothing proved. */
export function judge(figure: Figure, readings: Readings): Verdict {
  const product = spreadOf(readings.product);
  const floor = figure.budget.kind === "alone" ? null : spreadOf(readings.floor);
  const measured = measuredOf(figure.budget, product, floor);
  return {
    figure,
    floor,
    product,
    measured,
    isWithin: measured <= figure.budget.most && isTailWithin(figure, product),
  };
}

function measuredOf(budget: Budget, product: Spread, floor: Spread | null): number {
  switch (budget.kind) {
    case "ratio":
      return product.median / (floor?.median ?? Number.NaN);
    case "beyond-floor":
      return product.median - (floor?.median ?? Number.NaN);
    case "alone":
      return product.median;
    default:
      return assertNever(budget);
  }
}

function isTailWithin({ budget }: Figure, product: Spread): boolean {
  return budget.kind !== "ratio" || budget.p99Most === null || product.p99 <= budget.p99Most;
}
