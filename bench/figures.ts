export const figureIds = [
  "cold-start",
  "cold-start-cpu",
  "memory",
  "decoded-to-dom",
  "swipe-serial",
  "swipe-hid",
  "first-screen-js",
  "idle-cpu",
  "journal-record",
  "installed-size",
] as const;
export type FigureId = (typeof figureIds)[number];

/** What a figure may come to. */
export type Budget =
  /** The product's median as a multiple of the floor's; and its own 99th percentile, in the figure's unit, where that has a limit too. */
  | { readonly kind: "ratio"; readonly most: number; readonly p99Most: number | null }
  /** The product's median less the floor's, in the figure's unit. */
  | { readonly kind: "beyond-floor"; readonly most: number }
  /** The product's median alone, in the figure's unit. */
  | { readonly kind: "alone"; readonly most: number };

export interface Figure {
  readonly id: FigureId;
  readonly title: string;
  readonly unit: "ms" | "MiB" | "MB" | "kB" | "% of a core";
  readonly budget: Budget;
  /** How product and floor are measured, for the page. */
  readonly how: string;
}

const frameMs = 16.7;
const ratio = (most: number, p99Most: number | null = null): Budget => ({ kind: "ratio", most, p99Most });

/** Everything that is measured, in the order of the page. */
export const figures: readonly Figure[] = [
  {
    id: "cold-start",
    title: "Cold start to the idle counter",
    unit: "ms",
    budget: ratio(1.25),
    how: "From the spawn to the first frame that shows the idle counter, visible and focused; in three more starts F1, pressed at that moment, must open the help page. The floor: to the first frame of a static page in a plain window.",
  },
  {
    id: "cold-start-cpu",
    title: "Processor time of a cold start",
    unit: "ms",
    budget: ratio(1.25),
    how: "On-CPU time of all threads of the process tree up to the same moment.",
  },
  {
    id: "memory",
    title: "Memory, idle",
    unit: "MiB",
    budget: ratio(1.25),
    how: "PSS of the process tree, with the reader host up, a serial reader open and discovery on, one second after the counter was ready.",
  },
  {
    id: "decoded-to-dom",
    title: "Decoded card to number in the document",
    unit: "ms",
    budget: ratio(1.6, frameMs),
    how: "A decoded card's message is handed to main's listener as the reader host's process would; ends when the page's document holds the masked number and main has heard so. The floor: main sends the text on, the page sets one text node.",
  },
  {
    id: "swipe-serial",
    title: "Swipe to screen, serial",
    unit: "ms",
    budget: ratio(1.3),
    how: "From the write of the last byte to the device (a pseudo-terminal) to the moment at which the compositor reports the number on the screen (Element Timing). Both pages keep a frame clock of 60 Hz running, as a display does: without one an idle page draws its next frame at once, which no display would show. The floor: serialport in a process of its own, one message, one text node.",
  },
  {
    id: "swipe-hid",
    title: "Swipe to screen, USB HID",
    unit: "ms",
    budget: ratio(1.3),
    how: "The same with a virtual MagTek reader below node-hid.",
  },
  {
    id: "first-screen-js",
    title: "Page script up to the first screen, gzip",
    unit: "kB",
    budget: { kind: "alone", most: 160 },
    how: "The page's entry and every script it loads statically, each compressed by gzip.",
  },
  {
    id: "idle-cpu",
    title: "Processor time, idle",
    unit: "% of a core",
    budget: { kind: "beyond-floor", most: 1 },
    how: "Both trees side by side for a minute in windows of equal length; the product connected to its service, with a serial and a HID reader found by discovery and open.",
  },
  {
    id: "journal-record",
    title: "Journal record, durable",
    unit: "ms",
    budget: ratio(1.15),
    how: "The journal's own append on its own file adapter, in Electron's Node: one sealed record, written and synced. The floor: the same number of bytes through the same two calls, write and fdatasync.",
  },
  {
    id: "installed-size",
    title: "Installed size beyond Electron",
    unit: "MB",
    budget: { kind: "alone", most: 12 },
    how: "What the packaged program adds to the files of the Electron it runs on.",
  },
];

/** The figure of this id. */
export function figureOf(id: FigureId): Figure {
  const figure = figures.find((one) => one.id === id);
  if (figure === undefined) throw new Error(`no figure ${id}`);
  return figure;
}
