import { Activity, lazy, Suspense } from "react";
import type { Page } from "../../../store/counter-store.ts";
import { selectBrokenReference, selectPage, selectQueueOpen } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { KeyBar } from "./KeyBar.tsx";
import { RestartScreen } from "./RestartScreen.tsx";
import { SideColumn } from "./SideColumn.tsx";
import { StatusBar } from "./StatusBar.tsx";
import { StepRail } from "./StepRail.tsx";
import { useFrameKeys } from "./use-frame-keys.ts";
import { WorkArea } from "./WorkArea.tsx";
import "./counter.css";

const pages: Readonly<Record<Exclude<Page, "work">, React.LazyExoticComponent<React.ComponentType>>> = {
  today: lazy(async () => ({ default: (await import("../today/TodayPage.tsx")).TodayPage })),
  readers: lazy(async () => ({ default: (await import("../readers/ReadersPage.tsx")).ReadersPage })),
  help: lazy(async () => ({ default: (await import("../help/HelpPage.tsx")).HelpPage })),
};
const QueueDrawer = lazy(async () => ({ default: (await import("../queue/QueueDrawer.tsx")).QueueDrawer }));

function Sheet() {
  const page = useCounter(selectPage);
  const Open = page === "work" ? null : pages[page];
  return (
    <main className="sheet">
      {/* Hidden, not removed: what was typed is still there when the clerk comes back from a page. */}
      <Activity mode={Open === null ? "visible" : "hidden"}>
        <WorkArea />
      </Activity>
      {Open === null ? null : (
        <div className="sheet__content sheet__content--wide">
          <Suspense fallback={null}>
            <Open />
          </Suspense>
        </div>
      )}
    </main>
  );
}

function Queue() {
  const isOpen = useCounter(selectQueueOpen);
  return isOpen ? (
    <Suspense fallback={null}>
      <QueueDrawer />
    </Suspense>
  ) : null;
}

/** The counter window. */
export function CounterApp() {
  const page = useCounter(selectPage);
  const brokenReference = useCounter(selectBrokenReference);
  useFrameKeys();
  if (brokenReference !== null) return <RestartScreen reference={brokenReference} />;
  return (
    <div className={page === "work" ? "counter" : "counter counter--wide"}>
      <StatusBar />
      <StepRail />
      <Sheet />
      {page === "work" ? <SideColumn /> : null}
      <KeyBar />
      <Queue />
    </div>
  );
}
