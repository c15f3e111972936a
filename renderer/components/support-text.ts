import type { Words } from "../words/use-words.ts";

/** What support needs of something that went wrong: its code, its cause, and the reference that finds it in the logs. */
export function supportText(words: Words, code: string, reference: string): string {
  return [code, words.errorWords(code).cause, `${words.t("frame.reference")} ${reference}`].join("\n");
}
