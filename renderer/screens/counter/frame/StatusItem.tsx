import type { ReactNode } from "react";

type Props = {
  readonly what: string;
  readonly tone: "done" | "pending" | "stopped" | "quiet";
  readonly icon: ReactNode;
  readonly children: ReactNode;
};

/** One thing that must always be true and visible: what it is, its mark, its word. */
export function StatusItem({ what, tone, icon, children }: Props) {
  return (
    <span className={`stat is-${tone}`}>
      <span className="stat__what">{what}</span>
      {icon}
      <span>{children}</span>
    </span>
  );
}
