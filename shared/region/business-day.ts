/** Gives the calendar day, `YYYY-MM-DD`, on which an instant (ms since 1970) falls in the region, whatever zone the machine is set to. */
export type BusinessDayOf = (epochMs: number) => string;

/** @param timeZone IANA name, such as `Asia/Shanghai`. Throws a RangeError on a name the runtime does not know. */
export function createBusinessDays(timeZone: string): BusinessDayOf {
  // The Swedish form of a date is the ISO form. One formatter for all: making one costs as much as a hundred uses.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  return (epochMs) => format.format(epochMs);
}
