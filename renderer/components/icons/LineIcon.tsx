import type { ReactNode } from "react";
import type { IconProps } from "./icon-props.ts";

type FrameProps = IconProps & { readonly children: ReactNode };

/** Frame of a line icon on a 24-unit grid. Hidden from assistive technology: the word beside it speaks. */
export function LineIcon({ size, children }: FrameProps) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}
