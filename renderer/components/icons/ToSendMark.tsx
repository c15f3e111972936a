import type { IconProps } from "./icon-props.ts";
import { Mark } from "./Mark.tsx";

/** Saved here, not sent yet: a square tray with an arrow out of it. */
export function ToSendMark({ size }: IconProps) {
  return (
    <Mark size={size}>
      <rect x="4" y="4" width="40" height="40" rx="6" fill="currentColor" />
      <path
        className="mark-stroke"
        pathLength={1}
        d="M24 29V12.5M16.5 19.5L24 12l7.5 7.5M13 29v6.5h22V29"
        stroke="var(--on-pending)"
        strokeWidth="4.2"
      />
    </Mark>
  );
}
