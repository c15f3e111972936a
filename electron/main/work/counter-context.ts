import { uuidv7 } from "uuidv7";
import type { Clock } from "../../../shared/basics/clock.ts";
import { err, ok } from "../../../shared/basics/result.ts";
import type { NumberShape } from "../../../shared/contracts/counter-snapshot.ts";
import type { SiteSettings } from "../../../shared/contracts/settings.ts";
import type { CounterContext, CounterPolicy } from "../../../shared/flows/counter/counter-step.ts";
import { type CardNumberFault, checkCardNumberByRules } from "../../../shared/numbers/card-number.ts";
import { foldNumber } from "../../../shared/numbers/fold-number.ts";
import { maskCardNumber, maskName } from "../../../shared/numbers/masks.ts";
import type { BusinessDayOf } from "../../../shared/region/business-day.ts";
import type { Region } from "../../../shared/region/region.ts";

/** What a step of the flow may know of this terminal. */
export interface CounterContextSources {
  readonly clock: Clock;
  readonly region: Region;
  readonly policy: SiteSettings["policy"];
  readonly operatorId: string;
  readonly dayOf: BusinessDayOf;
  readonly unsettledOf: CounterContext["unsettledOf"];
}

const msPerHour = 3_600_000;

/** Makes the context of each step: the time, a fresh id, and the region's rules. */
export function counterContexts(sources: CounterContextSources): () => CounterContext {
  const { region, policy } = sources;
  const fixed = {
    operatorId: sources.operatorId,
    checkNumber: checkerOf(region),
    maskName: (name: string) => maskName(name, region.nameMask),
    maskCardNumber,
    unsettledOf: sources.unsettledOf,
    policy: counterPolicy(policy),
  };
  return () => {
    const nowMs = sources.clock.nowMs();
    return {
      ...fixed,
      nowMs,
      nowInstant: new Date(nowMs).toISOString(),
      freshId: uuidv7(),
      businessDay: sources.dayOf(nowMs),
    };
  };
}

/** The site's policy as the flow reads it. */
export function counterPolicy({ offline, goOnWithoutReadAfter, deadlineHours }: SiteSettings["policy"]): CounterPolicy {
  return { offline, goOnWithoutReadAfter, deadlineMs: deadlineHours * msPerHour };
}

/** The shapes of number that a region prints, for the field's slots. */
export function numberShapes(region: Region): readonly NumberShape[] {
  return region.cardNumberRules.map((rule) => ({
    length: rule.length,
    groups: rule.groups,
    letters: rule.charset === "digits-and-capitals",
  }));
}

function checkerOf(region: Region): CounterContext["checkNumber"] {
  return (text) => {
    const checked = checkCardNumberByRules(foldNumber(text), region.cardNumberRules);
    return checked.ok ? ok(checked.value) : err(problemOf(checked.error));
  };
}

function problemOf(fault: CardNumberFault) {
  return fault.kind === "wrong-length" ? { kind: fault.kind, seen: fault.seen } : fault;
}
