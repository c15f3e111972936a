import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Locale } from "../../shared/words/catalogue.ts";
import { en } from "../../shared/words/en/index.ts";
import { zhCn } from "../../shared/words/zh-cn/index.ts";

/** Both languages loaded, the given one current. Ready when it returns: there is nothing to fetch. */
export function createI18n(locale: Locale): i18n {
  const instance = createInstance({
    lng: locale,
    fallbackLng: false,
    ns: ["words"],
    defaultNS: "words",
    // Codes hold slashes and hyphens; only the dot separates, and no code holds one.
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { "zh-CN": { words: zhCn }, en: { words: en } },
    initAsync: false,
    react: { useSuspense: false },
  });
  instance.use(initReactI18next);
  void instance.init();
  return instance;
}
