// Field layout after ISO/IEC 7813 (tracks 1 and 2); track 3 (ISO/IEC 4909) carries nothing here that a counter needs.
import type { TrackNumber } from "./swipe-frame.ts";

/** Until when a stripe says it is valid. Years are 2000–2099: a debit card's two digits mean no other century. */
export type StripeExpiry =
  | { readonly kind: "none" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "month"; readonly year: number; readonly month: number };

/**
 * Reads until when a bank track says it is valid. `text` is a track without sentinels. Total: odd content is `none` or `unreadable`,
 * never a refusal.
 */
export function readTrackExpiry(track: TrackNumber, text: string): StripeExpiry {
  const additional = findAdditionalData(track, text);
  if (additional === undefined || additional === "") return { kind: "none" };
  // A separator stands in for a field that is left out.
  const separator = track === 1 ? "^" : "=";
  return additional.startsWith(separator) ? { kind: "none" } : parseExpiry(additional.slice(0, 4));
}

function findAdditionalData(track: TrackNumber, text: string): string | undefined {
  if (track === 1) return text.startsWith("B") ? text.split("^").slice(2).join("^") : undefined;
  return track === 2 ? text.split("=").slice(1).join("=") : undefined;
}

function parseExpiry(yearAndMonth: string): StripeExpiry {
  const month = Number(yearAndMonth.slice(2));
  if (!/^[0-9]{4}$/.test(yearAndMonth) || month < 1 || month > 12) return { kind: "unreadable" };
  return { kind: "month", year: 2000 + Number(yearAndMonth.slice(0, 2)), month };
}
