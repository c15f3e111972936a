// Field layout after ISO/IEC 7813 (tracks 1 and 2); track 3 (ISO/IEC 4909) carries nothing here that a counter needs.
import type { TrackNumber } from "./swipe-frame.ts";

/** Until when a stripe says it is valid. Years are 2000–2099: a debit card's two digits mean no other century. */
export type StripeExpiry =
  | { readonly kind: "none" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "month"; readonly year: number; readonly month: number };

/** What a bank track says beside its number. The holder's name on track 1 is skipped and never returned. */
export interface TrackFields {
  readonly expiry: StripeExpiry;
  /** Three digits, the first 2 or 6 on a card that also has a chip; undefined where there is none. */
  readonly serviceCode: string | undefined;
}

const nothing: TrackFields = { expiry: { kind: "none" }, serviceCode: undefined };

/** Reads the fields after the number. `text` is a track without sentinels. Total: odd content is `none` or `unreadable`, never a refusal. */
export function readTrackFields(track: TrackNumber, text: string): TrackFields {
  const additional = findAdditionalData(track, text);
  if (additional === undefined || additional === "") return nothing;
  // A separator stands in for a field that is left out.
  const separator = track === 1 ? "^" : "=";
  const expiryLength = additional.startsWith(separator) ? 1 : 4;
  return {
    expiry: expiryLength === 1 ? { kind: "none" } : parseExpiry(additional.slice(0, 4)),
    serviceCode: /^[0-9]{3}/.exec(additional.slice(expiryLength))?.[0],
  };
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
