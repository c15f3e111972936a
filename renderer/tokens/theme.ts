import { type CounterStore, changeView, type Theme } from "../store/counter-store.ts";
import { selectElder, selectTheme } from "../store/selectors.ts";

function themeOf(host: Window): Theme {
  if (host.matchMedia("(prefers-contrast: more)").matches) return "contrast";
  return host.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Keeps the page in the system's theme and in the size the person asked for. Answers with the way to stop. */
export function followTheme(store: CounterStore, host: Window): () => void {
  const root = host.document.documentElement;
  const apply = () => {
    root.dataset["theme"] = selectTheme(store.getState());
    root.toggleAttribute("data-elder", selectElder(store.getState()));
  };
  const adopt = () => changeView(store, { theme: themeOf(host) });
  const queries = ["(prefers-contrast: more)", "(prefers-color-scheme: dark)"].map((query) => host.matchMedia(query));
  for (const query of queries) query.addEventListener("change", adopt);
  const stop = store.subscribe(apply);
  adopt();
  apply();
  return () => {
    stop();
    for (const query of queries) query.removeEventListener("change", adopt);
  };
}
