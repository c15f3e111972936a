import type { ReactNode } from "react";

type Props = { readonly title: string; readonly aside?: string; readonly children: ReactNode };

/** One part of the dock under its title. */
export function DockSection({ title, aside = "", children }: Props) {
  return (
    <section className="dock__section" aria-label={title}>
      <div className="spread">
        <h2>{title}</h2>
        <span className="muted small nowrap">{aside}</span>
      </div>
      {children}
    </section>
  );
}
