import { err, type Result } from "../../shared/basics/result.ts";
import { compileRegion } from "../../shared/region/compile-region.ts";
import type { Region } from "../../shared/region/region.ts";
import { RegionRules } from "../../shared/region/region-rules.ts";

/** Reads the region's rules as main sent them. The error is the path of the first field that is wrong. */
export function readRegion(raw: unknown): Result<Region, string> {
  const rules = RegionRules.safeParse(raw);
  if (!rules.success) return err((rules.error.issues[0]?.path ?? []).map(String).join(".").slice(0, 80));
  const region = compileRegion(rules.data);
  return region.ok ? region : err(region.error.path);
}
