import type { ReactNode } from "react";
import { SpinnerIcon } from "./icons/SpinnerIcon.tsx";
import { ScreenTitle } from "./ScreenTitle.tsx";
import "./waiting.css";

type Props = { readonly title: string; readonly lead: string; readonly children?: ReactNode };

/** Something is under way and nothing is to be done. */
export function Waiting({ title, lead, children }: Props) {
  return (
    <section className="waiting">
      <span className="waiting__spinner">
        <SpinnerIcon size={56} />
      </span>
      <div role="status">
        <ScreenTitle>{title}</ScreenTitle>
        <p className="lead muted">{lead}</p>
      </div>
      {children}
    </section>
  );
}
