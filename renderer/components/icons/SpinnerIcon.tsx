import type { IconProps } from "./icon-props.ts";

/** Work going on. Turns, and stands still under reduced motion. */
export function SpinnerIcon({ size }: IconProps) {
  return (
    <span className="spinner">
      <svg width={size} height={size} viewBox="0 0 48 48" fill="none" aria-hidden="true">
        <circle cx="24" cy="24" r="18" stroke="currentColor" strokeWidth="6" strokeDasharray="70 43" />
      </svg>
    </span>
  );
}
