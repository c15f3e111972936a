import type { Catalogue } from "../../shared/words/catalogue.ts";

/** Parameters say nothing by themselves: a word of fewer own characters would match nearly any text. */
const fewestOwnCharacters = 5;
const parameter = /\{\{\w+\}\}/;

/** Every text of a language that a person can read on a screen. */
function wordsOf({ errors, ...areas }: Catalogue): readonly string[] {
  const texts: readonly string[] = Object.values(areas).flatMap((area) => Object.values<string>(area));
  return [...texts, ...Object.values(errors).flatMap(({ cause, remedy }) => [cause, remedy])];
}

/** Those of the texts that no word of the catalogue can show, letter by letter; a value may stand where a word has a parameter. */
export function findUnknownWords(texts: readonly string[], catalogue: Catalogue): readonly string[] {
  const words = wordsOf(catalogue);
  const plain = new Set(words.filter((word) => !parameter.test(word)));
  const patterns = words
    .filter((word) => parameter.test(word) && ownCharacters(word) >= fewestOwnCharacters)
    .map(patternOf);
  return texts.filter((text) => !plain.has(text) && !patterns.some((pattern) => pattern.test(text)));
}

function ownCharacters(word: string): number {
  return word.split(parameter).join("").length;
}

function patternOf(word: string): RegExp {
  const literals = word.split(parameter).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literals.join(".+?")}$`);
}
