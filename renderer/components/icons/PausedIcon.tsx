import type { IconProps } from "./icon-props.ts";
import { LineIcon } from "./LineIcon.tsx";

/** Switched off by an operator: a silent loudspeaker. */
export function PausedIcon({ size }: IconProps) {
  return (
    <LineIcon size={size}>
      <path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4zM16 9.5l5 5M21 9.5l-5 5" />
    </LineIcon>
  );
}
