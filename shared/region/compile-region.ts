import { err, ok, type Result } from "../basics/result.ts";
import { findPatternHazard, type PatternHazard } from "./find-pattern-hazard.ts";
import type { Region } from "./region.ts";
import type { RegionRules } from "./region-rules.ts";

/** What is wrong with rules that fit the schema; `path` names the field, e.g. `stripeKinds[2].pattern`. */
export type RegionFault =
  | { readonly kind: "bad-pattern"; readonly path: string; readonly hazard: PatternHazard }
  | { readonly kind: "bad-time-zone"; readonly path: string }
  | { readonly kind: "groups-do-not-add-up"; readonly path: string }
  | { readonly kind: "check-needs-other-shape"; readonly path: string }
  | { readonly kind: "repeated-id"; readonly path: string };

/** Compiles parsed rules once, at start-up. Never throws: the first fault found is the error. */
export function compileRegion(rules: RegionRules): Result<Region, RegionFault> {
  const fault = findTimeZoneFault(rules) ?? findCardNumberFault(rules) ?? findPatternFault(rules);
  if (fault !== undefined) return err(fault);
  return ok({
    regionCode: rules.regionCode,
    names: rules.names,
    timeZone: rules.timeZone,
    cardNumberRules: rules.cardNumberRules,
    stripeRules: rules.stripeKinds.map(({ track, kind, check, pattern }) => ({
      track,
      kind,
      check,
      expression: new RegExp(pattern, "u"),
    })),
    nameMask: rules.nameMask,
  });
}

function findTimeZoneFault({ timeZone }: RegionRules): RegionFault | undefined {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return undefined;
  } catch {
    // The constructor's RangeError is the only test for a zone's name that every runtime has.
    return { kind: "bad-time-zone", path: "timeZone" };
  }
}

function findCardNumberFault({ cardNumberRules }: RegionRules): RegionFault | undefined {
  for (const [index, { id, length, charset, check, groups }] of cardNumberRules.entries()) {
    const path = `cardNumberRules[${index}]`;
    if (cardNumberRules.findIndex((other) => other.id === id) !== index)
      return { kind: "repeated-id", path: `${path}.id` };
    if (groups.reduce((total, size) => total + size, 0) !== length)
      return { kind: "groups-do-not-add-up", path: `${path}.groups` };
    if (check === "gb11714-9" && (length !== 9 || charset !== "digits-and-capitals"))
      return { kind: "check-needs-other-shape", path: `${path}.check` };
  }
  return undefined;
}

function findPatternFault({ stripeKinds }: RegionRules): RegionFault | undefined {
  for (const [index, { pattern }] of stripeKinds.entries()) {
    const hazard = findPatternHazard(pattern);
    if (hazard !== undefined) return { kind: "bad-pattern", path: `stripeKinds[${index}].pattern`, hazard };
  }
  return undefined;
}
