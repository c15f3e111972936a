import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { createWords, type Words } from "../words/use-words.ts";

/** The words of the dock's language; the component is drawn again when it changes. */
export function useDockWords(): Words {
  const { i18n } = useTranslation();
  const language = i18n.language;
  // The instance stays the same when the language changes, so the language is what the words depend on.
  return useMemo(() => ({ ...createWords(i18n), locale: language === "en" ? "en" : "zh-CN" }), [i18n, language]);
}
