import type { FigureId } from "../figures.ts";
import type { Readings } from "../judge/verdict.ts";

type Side = keyof Readings;

/** Collects what is measured, figure by figure. */
export class Samples {
  readonly #lists = new Map<string, number[]>();

  add(figure: FigureId, side: Side, value: number): void {
    const key = `${figure} ${side}`;
    this.#lists.set(key, [...(this.#lists.get(key) ?? []), value]);
  }

  of(figure: FigureId): Readings {
    return {
      floor: this.#lists.get(`${figure} floor`) ?? [],
      product: this.#lists.get(`${figure} product`) ?? [],
    };
  }
}
