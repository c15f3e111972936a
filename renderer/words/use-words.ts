import type { i18n } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Locale, WordKey, WordParams } from "../../shared/words/catalogue.ts";
import { isKnownErrorCode } from "../../shared/words/error-codes.ts";
import type { ErrorWords } from "../../shared/words/error-words.ts";
import { selectTimeZone } from "../store/selectors.ts";
import { useCounter } from "../store/use-counter.ts";
import { createRegionTime, type RegionTime } from "./region-time.ts";

export type Words = {
  readonly locale: Locale;
  /** One word or sentence, with the values its Chinese text names. */
  readonly t: <Key extends WordKey>(key: Key, ...params: WordParams<Key>) => string;
  /** Cause and remedy of a code; an unknown code gets the general words. */
  readonly errorWords: (code: string, params?: Readonly<Record<string, string | number>>) => ErrorWords;
};

/** The words of one language, for components through `useWords` and for what lives outside React. */
export function createWords(i18n: i18n): Words {
  const t: Words["t"] = (key, ...params) => i18n.t(key, { ...params[0] });
  return {
    locale: i18n.language === "en" ? "en" : "zh-CN",
    t,
    errorWords: (code, params = {}) =>
      isKnownErrorCode(code)
        ? { cause: i18n.t(`errors.${code}.cause`, params), remedy: i18n.t(`errors.${code}.remedy`, params) }
        : { cause: t("frame.unlisted-cause"), remedy: t("frame.unlisted-remedy") },
  };
}

/** Words and times of the current language and region; the component is drawn again when either changes. */
export function useWords(): Words & RegionTime {
  const { i18n } = useTranslation();
  const language = i18n.language;
  const timeZone = useCounter(selectTimeZone);
  return useMemo(() => {
    const locale: Locale = language === "en" ? "en" : "zh-CN";
    return { ...createWords(i18n), ...createRegionTime(locale, timeZone), locale };
  }, [i18n, language, timeZone]);
}
