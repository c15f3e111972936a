import type { WordsLike } from "../catalogue.ts";
import type { help as zhHelp } from "../zh-cn/help.ts";

/** Words of the help page. */
export const help: WordsLike<typeof zhHelp> = {
  heading: "Help",
  lead: "No mouse needed: keyboard and card do it all.",
  "work-heading": "One person",
  "work-1": "Swipe the card; a short tone",
  "work-2": "Type its number, Enter looks it up",
  "work-3": "Check with the person, Enter confirms",
  "work-4": "Read the outcome; next: just swipe",

  "keys-heading": "Keys",
  "key-enter": "main step",
  "key-esc": "step back",
  "key-f1": "help",
  "key-f2": "today",
  "key-f3": "中文 / English",
  "key-f4": "outbox",
  "key-f5": "retry, rescan",
  "key-f6": "readers",
  "key-f9": "large type",
  "key-f10": "go on anyway",
  "key-r": "retry entry",
  "key-c": "copy for IT",
  "key-m": "pause, resume",
  "key-arrows": "select in a list",

  "reads-heading": "When a card is not read",
  "reads-1": "Wipe the stripe; level, no pause",
  "reads-2": "F6: is the reader ready? Else another",
  "reads-3": "Still unread: on by number, as offered",

  "results-heading": "What the results mean",
  "results-1": "Only Confirmed is done",
  "results-2": "To send, Unknown: not done yet; do not start the card again",
  "results-3": "Parked needs a person; F4 shows why",

  "about-heading": "This terminal",
  "about-version": "Version",
  "about-terminal": "Place",
  "about-protection": "Records here",
  "protection-os-key-store": "encrypted, key in the system's key store",
  "protection-file-rights": "encrypted; key by file rights only",
};
