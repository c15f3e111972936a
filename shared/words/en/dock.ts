import type { WordsLike } from "../catalogue.ts";
import type { dock as zhDock } from "../zh-cn/dock.ts";

/** Words of the development dock. */
export const dock: WordsLike<typeof zhDock> = {
  title: "Virtual readers",
  demo: "Demo. All data is invented",
  reader: "Reader",
  "reader-gone": "{{model}} (unplugged)",
  "reader-none": "No virtual reader",
  readers: "{{count}} here",
  card: "Card",
  cards: "{{count}} cards",
  manner: "How it goes",
  "manner-normal": "Clean",
  "manner-skewed": "Tilted",
  "manner-check-failed": "Bad check",
  "manner-truncated": "Cut",
  "manner-twice": "Twice",
  "manner-unplug": "Unplug",
  central: "Service",
  "central-answer": "Answers",
  "central-slow": "5 s late",
  "central-silent": "Silent",
  "central-cut": "Offline",
  events: "Events",
  "events-none": "No events yet",
  replay: "Replay last",
  present: "Present card",
  refused: "Not presented: the reader is away",
};
