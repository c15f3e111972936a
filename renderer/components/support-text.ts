import type { Words } from "../words/use-words.ts";

/** A reference as people read it out: the number alone, without the scheme that the wire puts before it. */
export function shownReference(reference: string): string {
  return reference.replace(/^urn:uuid:/, "");
}

/** What support needs of something that went wrong: its code, its cause, and the reference that finds it in the logs. */
export function supportText(words: Words, code: string, reference: string): string {
  return [code, words.errorWords(code).cause, `${words.t("frame.reference")} ${shownReference(reference)}`].join("\n");
}
