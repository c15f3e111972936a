import type { ReactNode } from "react";
import type { IconProps } from "./icon-props.ts";

type FrameProps = IconProps & { readonly children: ReactNode };

/** Frame of an outcome or state mark on a 48-unit grid: a silhouette that is told apart without colour. */
export function Mark({ size, children }: FrameProps) {
  return (
    <svg
      className="mark"
      width={size}
      height={size}
      viewBox="0 0 48 48"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}
