import type { Locale } from "../../../../shared/words/catalogue.ts";
import { useKeys } from "../../../keyboard/use-keys.ts";
import type { Page } from "../../../store/counter-store.ts";
import { selectElder, selectLocale, selectPage } from "../../../store/selectors.ts";
import { useCounter, useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";

const otherLocale: Readonly<Record<Locale, Locale>> = { "zh-CN": "en", en: "zh-CN" };

/** The keys that work whatever the screen: pages, size of type, language, help; Esc leads back from a page. */
export function useFrameKeys(): void {
  const { t } = useWords();
  const intents = useIntents();
  const page = useCounter(selectPage);
  const elder = useCounter(selectElder);
  const locale = useCounter(selectLocale);
  const opens = (key: string, target: Page, label: string) =>
    page === target ? [] : [{ key, label, run: () => intents.openPage(target) }];
  useKeys("frame", [
    ...(page === "work" ? [] : [{ key: "Escape", label: t("frame.key-back"), run: intents.backToWork }]),
    ...opens("F2", "today", t("frame.key-today")),
    { key: "F4", label: t("frame.key-queue"), run: intents.openQueue },
    ...opens("F6", "readers", t("frame.key-readers")),
    {
      key: "F9",
      label: t(elder ? "frame.key-elder-off" : "frame.key-elder"),
      run: () => void intents.setElderMode({ on: !elder }),
    },
    {
      key: "F3",
      label: t("frame.key-language"),
      run: () => void intents.setLocale({ locale: otherLocale[locale] }),
    },
    ...opens("F1", "help", t("frame.key-help")),
  ]);
}
