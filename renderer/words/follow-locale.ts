import type { i18n } from "i18next";
import type { CounterStore } from "../store/counter-store.ts";
import { selectLocale } from "../store/selectors.ts";

/** Keeps words, document language and title in step with the terminal's locale. Answers with the way to stop. */
export function followLocale(store: CounterStore, i18n: i18n, document: Document): () => void {
  const apply = () => {
    const locale = selectLocale(store.getState());
    if (i18n.language !== locale) void i18n.changeLanguage(locale);
    if (document.documentElement.lang !== locale) document.documentElement.lang = locale;
    const title = i18n.t("frame.title-work");
    if (document.title !== title) document.title = title;
  };
  apply();
  return store.subscribe(apply);
}
