import type { ComponentType } from "react";
import type { WorkKind } from "../../shared/contracts/counter-snapshot.ts";
import type { WorkOf } from "./counter-store.ts";
import { useWork } from "./use-counter.ts";

export type ScreenProps<Kind extends WorkKind> = { readonly work: WorkOf<Kind> };

/** Binds a screen to its snapshot: it is drawn with it, and draws nothing when the flow has moved on. */
export function screenOf<Kind extends WorkKind>(kind: Kind, Body: ComponentType<ScreenProps<Kind>>): ComponentType {
  return function BoundScreen() {
    const work = useWork(kind);
    return work === null ? null : <Body work={work} />;
  };
}
