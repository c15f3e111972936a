import { err, ok, type Result } from "../basics/result.ts";
import type { Region } from "../region/region.ts";
import type { CardFault, DecodedCard, StripeKey, TrackSummary } from "./decoded-card.ts";
import { findStripeKey } from "./find-stripe-key.ts";
import type { BadTrackReason, RawTrack, SwipeFrame, TrackNumber } from "./swipe-frame.ts";
import { readTrackExpiry, type StripeExpiry } from "./track-expiry.ts";
import { readTrack } from "./track-text.ts";

type TrackReading = { readonly track: TrackNumber } & (
  | { readonly kind: "absent" }
  | { readonly kind: "bad"; readonly reason: BadTrackReason }
  | { readonly kind: "check-failed"; readonly keyKind: StripeKey["kind"] }
  | { readonly kind: "no-key" }
  | { readonly kind: "key"; readonly key: StripeKey; readonly text: string }
);
type KeyReading = Extract<TrackReading, { readonly kind: "key" }>;
type KnownKeyReading = KeyReading & { readonly key: Exclude<StripeKey, { readonly kind: "unknown" }> };

/**
 * Decodes one complete swipe. Never throws, whatever the frame holds: bad input is an err that says what a clerk can do about it.
 * Track 2 is preferred over 3 over 1, a known kind over an unknown one.
 * @example decodeSwipe(frame, region) // ok, key.kind "bankNumber", keyTrack 2
 */
export function decodeSwipe(frame: SwipeFrame, region: Region): Result<DecodedCard, CardFault> {
  const [rawOne, rawTwo, rawThree] = frame.tracks;
  const one = readingOf(region, 1, rawOne);
  const two = readingOf(region, 2, rawTwo);
  const three = readingOf(region, 3, rawThree);
  const byPreference = [two, three, one];

  const disagreement = findDisagreement(byPreference);
  if (disagreement !== undefined) return err(disagreement);
  const chosen = chooseKey(byPreference);
  if (chosen === undefined) return err(faultOf(byPreference));
  return ok({
    medium: "stripe",
    key: chosen.key,
    keyTrack: chosen.track,
    expiry: chooseExpiry([chosen, ...byPreference]),
    tracks: [summaries[one.kind], summaries[two.kind], summaries[three.kind]],
  });
}

function readingOf(region: Region, track: TrackNumber, raw: RawTrack): TrackReading {
  const read = readTrack(track, raw);
  if (read.kind !== "data") return { track, ...read };
  const search = findStripeKey(region, track, read.text);
  return search.kind === "key" ? { track, text: read.text, ...search } : { track, ...search };
}

function findDisagreement(readings: readonly TrackReading[]): CardFault | undefined {
  const keys = readings.filter(isKnownKey);
  for (const [index, one] of keys.entries()) {
    const other = keys.slice(index + 1).find(({ key }) => key.kind === one.key.kind && key.number !== one.key.number);
    if (other !== undefined)
      return { kind: "tracks-disagree", tracks: [one.track, other.track], keyKind: one.key.kind };
  }
  return undefined;
}

function chooseKey(byPreference: readonly TrackReading[]): KeyReading | undefined {
  const known = byPreference.find(isKnownKey);
  if (known !== undefined) return known;
  // An unknown key counts only when no preferred track went wrong: else the same card would be known by another key on its next swipe.
  const first = byPreference.find(({ kind }) => kind === "key" || kind === "bad" || kind === "check-failed");
  return first?.kind === "key" ? first : undefined;
}

function isKnownKey(reading: TrackReading): reading is KnownKeyReading {
  return reading.kind === "key" && reading.key.kind !== "unknown";
}

function faultOf(byPreference: readonly TrackReading[]): CardFault {
  for (const reading of byPreference)
    if (reading.kind === "check-failed")
      return { kind: "check-failed", track: reading.track, keyKind: reading.keyKind };
  const bad = byPreference.flatMap((reading) =>
    reading.kind === "bad" ? [{ track: reading.track, reason: reading.reason }] : [],
  );
  if (bad.length > 0) return { kind: "unreadable", tracks: bad.toSorted((one, other) => one.track - other.track) };
  return byPreference.every(({ kind }) => kind === "absent") ? { kind: "nothing-read" } : { kind: "not-a-card" };
}

function chooseExpiry(readings: readonly TrackReading[]): StripeExpiry {
  const expiries = readings.flatMap((reading) =>
    reading.kind === "key" ? [readTrackExpiry(reading.track, reading.text)] : [],
  );
  return (
    expiries.find(({ kind }) => kind === "month") ??
    expiries.find(({ kind }) => kind === "unreadable") ?? { kind: "none" }
  );
}

const summaries: Readonly<Record<TrackReading["kind"], TrackSummary>> = {
  absent: "absent",
  bad: "bad",
  "check-failed": "bad",
  key: "read",
  "no-key": "read",
};
