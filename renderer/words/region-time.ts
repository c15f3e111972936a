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
  const { short, long, iso } = formattersOf(locale, timeZone);
  const day = (at: number | string) => iso.format(new Date(at));
  const time = (at: number | string) => short.format(new Date(at));
  return {
    time,
    timeWithSeconds: (at) => long.format(new Date(at)),
    day,
    timeNear: (at, nowMs) => (day(at) === day(nowMs) ? time(at) : `${day(at).slice(5)} ${time(at)}`),
  };
}

type Formatters = Readonly<Record<"short" | "long" | "iso", Intl.DateTimeFormat>>;

// One set for all components: making a formatter costs as much as a hundred uses.
const known = new Map<string, Formatters>();

function formattersOf(locale: Locale, timeZone: string): Formatters {
  const key = `${locale} ${timeZone}`;
  const formatters = known.get(key) ?? makeFormatters(locale, timeZone);
  known.set(key, formatters);
  return formatters;
}

function makeFormatters(locale: Locale, timeZone: string): Formatters {
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  return {
    short: new Intl.DateTimeFormat(locale, clock),
    long: new Intl.DateTimeFormat(locale, { ...clock, second: "2-digit" }),
    // Canadian English writes the day as ISO 8601 does.
    iso: new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone }),
  };
}
