import type { ReactNode } from "react";

/** `label` is what a screen reader says; `width` is in CSS pixels, the height follows. */
export type PictureProps = { readonly label: string; readonly width: number };

/** Frame of a drawing of card and reader. */
export function Picture({ label, width, children }: PictureProps & { readonly children: ReactNode }) {
  return (
    <svg className="picture" width={width} viewBox="0 0 340 210" role="img" aria-label={label}>
      {children}
    </svg>
  );
}
