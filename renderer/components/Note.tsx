import type { ReactNode } from "react";
import "./note.css";

type Props = {
  readonly tone: "pending" | "stopped" | "done" | "plain";
  readonly icon: ReactNode;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** True where it appears because of something that just happened: it is then spoken at once. */
  readonly isAlert?: boolean;
};

/** What it means and what to do: a bold sentence and its explanation. */
export function Note({ tone, icon, title, children, isAlert = false }: Props) {
  return (
    <div className={`note note--${tone}`} role={isAlert ? "alert" : undefined}>
      <span className="note__icon">{icon}</span>
      <div className="grow">
        <p>
          <b>{title}</b>
        </p>
        {children === undefined ? null : <div className="note__text">{children}</div>}
      </div>
    </div>
  );
}
