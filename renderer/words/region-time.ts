import { assertNever } from "../../shared/basics/assert-never.ts";
import type { Locale } from "../../shared/words/catalogue.ts";

/** Times and dates as people in the region read them, whatever the machine's own zone says. */
export type RegionTime = {
  /** `09:41` */
  readonly time: (at: number | string) => string;
  /** `09:41:22` */
  readonly timeWithSeconds: (at: number | string) => string;
  /** `2026-06-11` */
  readonly day: (at: number | string) => string;
  /** `06-11 09:41` on another day than `nowMs`, else `09:41`. */
  readonly timeNear: (at: number | string, nowMs: number) => string;
};

/** Formats by the region's time zone. Takes epoch milliseconds or an ISO instant. */
export function createRegionTime(locale: Locale, timeZone: string): RegionTime {
  const format = formatOf(locale, timeZone);
  const day = (at: number | string) => format("iso", at);
  const time = (at: number | string) => format("short", at);
  return {
    time,
    timeWithSeconds: (at) => format("long", at),
    day,
    timeNear: (at, nowMs) => (day(at) === day(nowMs) ? time(at) : `${day(at).slice(5)} ${time(at)}`),
  };
}

type Shape = "short" | "long" | "iso";
type Format = (shape: Shape, at: number | string) => string;

// One set for all components, each formatter made at its first use: making one costs as much as a hundred uses.
const known = new Map<string, Format>();

function formatOf(locale: Locale, timeZone: string): Format {
  const key = `${locale} ${timeZone}`;
  const format = known.get(key) ?? createFormat(locale, timeZone);
  known.set(key, format);
  return format;
}

function createFormat(locale: Locale, timeZone: string): Format {
  const made = new Map<Shape, Intl.DateTimeFormat>();
  return (shape, at) => {
    const formatter = made.get(shape) ?? makeFormatter(shape, locale, timeZone);
    made.set(shape, formatter);
    return formatter.format(new Date(at));
  };
}

function makeFormatter(shape: Shape, locale: Locale, timeZone: string): Intl.DateTimeFormat {
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  switch (shape) {
    case "short":
      return new Intl.DateTimeFormat(locale, clock);
    case "long":
      return new Intl.DateTimeFormat(locale, { ...clock, second: "2-digit" });
    case "iso":
      // Canadian English writes the day as ISO 8601 does.
      return new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone });
    default:
      return assertNever(shape);
  }
}
