import path from "node:path";
import type * as z from "zod/mini";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import { SiteSettings } from "../../../shared/contracts/settings.ts";
import { compileRegion } from "../../../shared/region/compile-region.ts";
import type { Region } from "../../../shared/region/region.ts";
import { RegionRules } from "../../../shared/region/region-rules.ts";
import { findReaderFault } from "./find-reader-fault.ts";
import { loadCheckedJson } from "./load-checked-json.ts";
import { loadReaderProfiles, type ReaderProfiles } from "./load-reader-profiles.ts";
import type { CommandLine } from "./parse-command-line.ts";
import { type SettingsFault, switchFault } from "./settings-fault.ts";

/** Everything that is decided before the terminal starts. */
export interface TerminalSettings extends ReaderProfiles {
  readonly site: SiteSettings;
  readonly regionRules: RegionRules;
  readonly region: Region;
}

/**
 * Loads site file, region and reader profiles (the program's, and those in the folder `readers` beside the site file), with the command
 * line's wishes laid over the site file. The terminal does not start on a
 * wrong site or region file; a wrong reader profile costs only that profile.
 */
export async function loadTerminalSettings(
  resourcesDir: string,
  commandLine: CommandLine,
): Promise<Result<TerminalSettings, SettingsFault>> {
  const siteFile = commandLine.configFile ?? path.join(resourcesDir, "sites", "demo.json");
  const found = await loadReaderProfiles(
    path.join(resourcesDir, "readers"),
    path.join(path.dirname(siteFile), "readers"),
  );
  const loaded = await loadCheckedJson(siteFile, siteSettingsWith(found));
  if (!loaded.ok) return loaded;
  const site = overlay(loaded.value, commandLine);
  if (!/^https?:\/\/[^\s]+$/.test(site.central.url)) return err(switchFault("central", "must be an http(s) URL"));
  const badReader = findReaderFault(site.readers.explicit, found);
  if (badReader !== undefined) return err(switchFault("reader", badReader.why));

  const regionFile = path.join(resourcesDir, "regions", `${site.region}.json`);
  const regionRules = await loadCheckedJson(regionFile, RegionRules);
  if (!regionRules.ok) return regionRules;
  const region = compileRegion(regionRules.value);
  if (!region.ok) {
    const { path: field, kind } = region.error;
    return err({ code: "settings/invalid", file: regionFile, field, position: null, why: kind });
  }
  return ok({ site, regionRules: regionRules.value, region: region.value, ...found });
}

/** The site file's schema, which also wants every named reader to be one that can be opened. */
function siteSettingsWith(found: ReaderProfiles): z.ZodMiniType<SiteSettings> {
  return SiteSettings.check(({ value, issues }) => {
    const fault = findReaderFault(value.readers.explicit, found);
    if (fault === undefined) return;
    const place = ["readers", "explicit", fault.index, fault.field];
    issues.push({ code: "custom", input: value, path: place, message: fault.why });
  });
}

function overlay(site: SiteSettings, wishes: CommandLine): SiteSettings {
  return {
    ...site,
    central: { ...site.central, url: wishes.centralUrl ?? site.central.url },
    locale: wishes.locale ?? site.locale,
    readers:
      wishes.readers === undefined
        ? site.readers
        : { discover: wishes.readers.discover, explicit: [...wishes.readers.explicit] },
  };
}
