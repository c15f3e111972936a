import type { FigureId } from "../figures.ts";
import type { Verdict } from "../judge/verdict.ts";
import { inDigits } from "./words.ts";

/**
 * What the floor took on the reference machine, measured 2026-11-23 with a static page and Electron 25.1.1: two virtual cores, no GPU, Xvfb;
 * medians of 12 interleaved rounds (memory: 4; messages and records: 1000). A run's floor is held against them to show that it is one.
 */
const referenceFloor: Readonly<Partial<Record<FigureId, number>>> = {
  "cold-start": 339,
  "cold-start-cpu": 364,
  memory: 227,
  "decoded-to-dom": 0.4,
  "journal-record": 0.206,
};

/** How far this run's floor may lie from the reference on the same machine. */
const mostDeviation = 0.15;

export interface Comparison {
  readonly title: string;
  /** This run's floor and the reference's, with their unit. */
  readonly here: string;
  readonly reference: string;
  /** 0.1 is a tenth more than the reference. */
  readonly deviation: number;
}

/** This run's floor beside the reference's, as far as there is one. */
export function compareFloor(verdicts: readonly Verdict[]): readonly Comparison[] {
  return verdicts.flatMap(({ figure, floor }) => {
    const reference = referenceFloor[figure.id];
    if (reference === undefined || floor === null) return [];
    const words = (value: number): string => `${inDigits(value)} ${figure.unit}`;
    const deviation = floor.median / reference - 1;
    return [{ title: figure.title, here: words(floor.median), reference: words(reference), deviation }];
  });
}

/** One line each. */
export function comparisonLines(comparisons: readonly Comparison[]): readonly string[] {
  return comparisons.map(({ title, here, reference, deviation }) => {
    const percent = Math.round(deviation * 100);
    const sign = percent < 0 ? "−" : "+";
    const holds =
      Math.abs(deviation) <= mostDeviation ? "" : ` (over ${mostDeviation * 100} %: another machine, or a busy one)`;
    return `${title}: ${here}, reference ${reference}, ${sign}${Math.abs(percent)} %${holds}`;
  });
}
