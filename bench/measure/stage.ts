import path from "node:path";
import { inRepository, repositoryRoot } from "../../e2e/harness/repository.ts";
import type { FigureId } from "../figures.ts";
import { MeasuredApp } from "../harness/measured-app.ts";
import type { Samples } from "./samples.ts";

/** What a measurement works with. */
export interface Stage {
  /** For profiles, data and devices; removed afterwards. */
  readonly folder: string;
  readonly centralUrl: string;
  readonly rounds: number;
  readonly wants: ReadonlySet<FigureId>;
  readonly samples: Samples;
  /** Progress, in a line that replaces the one before. */
  readonly say: (text: string) => void;
}

/** A group of figures that come from the same runs. */
export interface Measurement {
  readonly figures: readonly FigureId[];
  /** Whether the product is to be connected to its service meanwhile. */
  readonly needsService: boolean;
  readonly measure: (stage: Stage) => Promise<void>;
}

/** The idle counter with a reader that takes cards. */
export const readyCounter = ".idle__how";

/** Where the number of a card is first to be seen: in the product's rail, in the floor's heading. */
export const numberPlaces = { floor: "h1", product: ".step__read-end" } as const;

interface Devices {
  readonly readers: readonly string[];
  readonly deviceEnv?: Readonly<Record<string, string>>;
}

/** The product by its real main entry. `name` is that of its folder: what is launched again under it finds its data. */
export async function launchProduct(stage: Stage, name: string, { readers, deviceEnv }: Devices): Promise<MeasuredApp> {
  const folder = path.join(stage.folder, name);
  return await MeasuredApp.launch({
    folder,
    args: [
      repositoryRoot,
      `--data-dir=${path.join(folder, "data")}`,
      `--central=${stage.centralUrl}`,
      "--locale=zh-CN",
      ...readers.map((reader) => `--reader=${reader}`),
    ],
    firstScreen: ".idle h1",
    ...(deviceEnv === undefined ? {} : { deviceEnv }),
  });
}

/** The floor; with a reader, `serial=<node>` or `hid=<node>`, or without one the static page alone. */
export async function launchFloor(stage: Stage, name: string, { readers, deviceEnv }: Devices): Promise<MeasuredApp> {
  const folder = path.join(stage.folder, name);
  return await MeasuredApp.launch({
    folder,
    args: [
      inRepository("bench/floor/main.cjs"),
      `--user-data-dir=${path.join(folder, "profile")}`,
      ...readers.map((reader) => `--reader=${reader}`),
    ],
    firstScreen: "h1",
    ...(deviceEnv === undefined ? {} : { deviceEnv }),
  });
}

/** Runs something for the floor and for the product in turn, `rounds` times. */
export async function alternate(stage: Stage, title: string, round: (side: "floor" | "product") => Promise<void>) {
  for (let index = 1; index <= stage.rounds; index += 1) {
    stage.say(`${title}: round ${index} of ${stage.rounds}`);
    await round("floor");
    await round("product");
  }
}
