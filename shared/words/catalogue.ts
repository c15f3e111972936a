import type { ErrorCatalogue } from "./error-words.ts";
import type { zhCn } from "./zh-cn/index.ts";

/** A language's words of one area: the same keys as the Chinese ones, so that a missing word does not compile. */
export type WordsLike<Area> = { readonly [Key in keyof Area]: string };

/** The Chinese catalogue gives the shape; every other language must fill it. */
export type Catalogue = {
  readonly [Area in Exclude<keyof typeof zhCn, "errors">]: WordsLike<(typeof zhCn)[Area]>;
} & { readonly errors: ErrorCatalogue };

/** Areas whose words are asked for by key; errors are asked for by code. */
export type AreaName = Exclude<keyof typeof zhCn, "errors">;

/** `area.key` of one word. */
export type WordKey = { [Area in AreaName]: `${Area}.${keyof (typeof zhCn)[Area] & string}` }[AreaName];

type TextOf<Key extends WordKey> = Key extends `${infer Area extends AreaName}.${infer Word}`
  ? Word extends keyof (typeof zhCn)[Area]
    ? (typeof zhCn)[Area][Word]
    : never
  : never;

type ParamNames<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | ParamNames<Rest> : never;

/** The values a word needs, by the `{{names}}` in its Chinese text: no argument when it has none. */
export type WordParams<Key extends WordKey> = [ParamNames<TextOf<Key>>] extends [never]
  ? readonly []
  : readonly [params: { readonly [Name in ParamNames<TextOf<Key>>]: string | number }];

/** Languages of the product, as the settings name them. */
export type Locale = "zh-CN" | "en";
