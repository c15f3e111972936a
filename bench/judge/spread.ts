/** How samples lie. */
export interface Spread {
  readonly count: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p99: number;
}

/** Throws on no samples: a figure that was not measured has no spread. */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((one, other) => one - other);
  return {
    count: sorted.length,
    p25: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    p75: quantile(sorted, 0.75),
    p99: quantile(sorted, 0.99),
  };
}

/** Between two samples in proportion, as R and NumPy do by default. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (below === undefined || above === undefined) throw new RangeError("no samples");
  return below + (above - below) * (at - Math.floor(at));
}
