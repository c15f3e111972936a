import type { Region, StripeRule } from "./region.ts";

/** A rule that matched a track, and the key it captured there. */
export interface StripeMatch {
  readonly kind: StripeRule["kind"];
  readonly check: StripeRule["check"];
  readonly key: string;
}

// No track holds more, sentinels and check character included; the cap bounds the time a region's expressions can take.
const longestTrack = 107;

/** The first of the region's rules that matches the text of a track, or undefined. `text` is without sentinels and may come from any device. */
export function findStripeMatch(region: Region, track: 1 | 2 | 3, text: string): StripeMatch | undefined {
  if (text.length > longestTrack) return undefined;
  for (const rule of region.stripeRules) {
    if (rule.track !== track) continue;
    const key = rule.expression.exec(text)?.[1];
    if (key !== undefined) return { kind: rule.kind, check: rule.check, key };
  }
  return undefined;
}
