// Profiles and rules for tests, from the files that the product loads.
import { readFileSync } from "node:fs";
import { ReaderProfile } from "../../shared/readers/reader-profile.ts";
import { compileRegion } from "../../shared/region/compile-region.ts";
import type { Region } from "../../shared/region/region.ts";
import { RegionRules } from "../../shared/region/region-rules.ts";

function resource(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../resources/${path}`, import.meta.url), "utf8"));
}

function profile<Family extends ReaderProfile["family"]>(id: string, family: Family) {
  const parsed = ReaderProfile.parse(resource(`readers/${id}.json`));
  if (!isOf(parsed, family)) throw new Error(`${id} is no ${family} profile`);
  return parsed;
}

function isOf<Family extends ReaderProfile["family"]>(
  parsed: ReaderProfile,
  family: Family,
): parsed is Extract<ReaderProfile, { family: Family }> {
  return parsed.family === family;
}

export const magtekProfile = profile("magtek-usb-hid", "magtek-hid");
export const serialProfile = profile("generic-serial-ascii", "serial-ascii");
export const idtechProfile = profile("idtech-serial", "serial-ascii");

/** The national rules as the host gets them: not yet parsed. */
export const nationalRules: unknown = resource("regions/national.json");

export const nationalRegion: Region = (() => {
  const compiled = compileRegion(RegionRules.parse(nationalRules));
  if (!compiled.ok) throw new Error(compiled.error.path);
  return compiled.value;
})();
