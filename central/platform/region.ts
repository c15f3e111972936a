import type { NameMask } from "../../shared/numbers/masks.ts";
import { type BusinessDayOf, createBusinessDays } from "../../shared/region/business-day.ts";

/** The region this service works for. */
export interface ServiceRegion {
  /** Six digits as in GB/T 2260. */
  readonly code: string;
  readonly dayOf: BusinessDayOf;
  readonly nameMask: NameMask;
}

/** The region that is built in until site files name one. */
export const defaultRegion: ServiceRegion = {
  code: "320100",
  dayOf: createBusinessDays("Asia/Shanghai"),
  nameMask: "family",
};
