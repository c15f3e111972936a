import type { Locale, WordKey, WordParams } from "../../shared/words/catalogue.ts";
import { en } from "../../shared/words/en/index.ts";
import type { KnownErrorCode } from "../../shared/words/error-codes.ts";
import type { ErrorWords } from "../../shared/words/error-words.ts";
import { zhCn } from "../../shared/words/zh-cn/index.ts";

/** The product's own words, so that tests look for what the catalogue says and not for a copy of it. */
export interface Words {
  readonly t: <Key extends WordKey>(key: Key, ...params: WordParams<Key>) => string;
  readonly errorWords: (code: KnownErrorCode) => ErrorWords;
}

/** Words that need no values. */
export type PlainWordKey = { [Key in WordKey]: WordParams<Key> extends readonly [] ? Key : never }[WordKey];

const catalogues = { "zh-CN": zhCn, en } as const;

/** The words of one language. */
export function wordsOf(locale: Locale): Words {
  const catalogue = catalogues[locale];
  return {
    t: (key, ...[params]) => {
      const [area = "", ...rest] = key.split(".");
      const words: unknown = Reflect.get(catalogue, area);
      const text: unknown =
        typeof words === "object" && words !== null ? Reflect.get(words, rest.join(".")) : undefined;
      if (typeof text !== "string") throw new Error(`no word ${key} in ${locale}`);
      return text.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(Reflect.get(params ?? {}, name)));
    },
    errorWords: (code) => catalogue.errors[code],
  };
}
