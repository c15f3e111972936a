import type { ReactNode } from "react";
import "./tag.css";

type Props = {
  readonly tone: "done" | "pending" | "stopped" | "quiet";
  readonly icon: ReactNode;
  readonly children: ReactNode;
};

/** A short judgement in a frame, with its mark. */
export function Tag({ tone, icon, children }: Props) {
  return (
    <span className={`tag is-${tone}`}>
      {icon}
      {children}
    </span>
  );
}
