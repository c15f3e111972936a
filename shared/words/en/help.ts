import type { WordsLike } from "../catalogue.ts";
import type { help as zhHelp } from "../zh-cn/help.ts";

/** Words of the help page. */
export const help: WordsLike<typeof zhHelp> = {
  heading: "Help",
  lead: "No mouse needed: keyboard and card do it all.",
  "work-heading": "One person",
  "work-1": "Swipe the card; a short tone",
  "work-2": "Type the card number, Enter looks it up",
  "work-3": "Check with the person, Enter confirms",
  "work-4": "Read the outcome; next person: just swipe",

  "keys-heading": "Keys",
  "key-enter": "does the main step",
  "key-esc": "steps back, does nothing",
  "key-f1": "help",
  "key-f2": "today",
  "key-f3": "中文 / English",
  "key-f4": "outbox",
  "key-f5": "retry all; on Readers: search again",
  "key-f6": "readers",
  "key-f9": "large type",
  "key-f10": "last character differs, but printed so",
  "key-r": "retries the selected entry",
  "key-c": "copies for IT",
  "key-m": "pauses or resumes a reader",
  "key-arrows": "select in a list",

  "reads-heading": "When a card is not read",
  "reads-1": "Wipe the stripe; level, right through, no pause",
  "reads-2": "F6 shows whether the reader is ready; use another one",
  "reads-3": "After three bad reads the screen offers the number alone",

  "results-heading": "What the results mean",
  "results-1": "Only Confirmed is done",
  "results-2": "To send and Outcome unknown are not done; do not start the card again",
  "results-3": "Parked needs a person; F4 shows why",

  "about-heading": "This terminal",
  "about-version": "Version",
  "about-terminal": "Place",
  "about-protection": "Records here",
  "protection-os-key-store": "encrypted, key in the system's key store",
  "protection-file-rights": "encrypted, but the key is protected by file rights only",
};
