import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { selectLocale } from "../store/selectors.ts";
import { useCounter } from "../store/use-counter.ts";

type Props = { readonly children: ReactNode };

/**
 * Around every widget of React Aria: what it announces by itself follows the terminal's language, not the system's. For pages that are loaded
 * when they are opened; the first screen goes without React Aria, which would cost it a tenth of its script.
 */
export function AriaLocale({ children }: Props) {
  return <I18nProvider locale={useCounter(selectLocale)}>{children}</I18nProvider>;
}
