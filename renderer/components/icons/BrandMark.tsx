import type { IconProps } from "./icon-props.ts";

/** The product's sign: two halves of a card, joined. */
export function BrandMark({ size }: IconProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="currentColor" />
      <g fill="none" stroke="var(--on-action)" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round">
        <path d="M14.5 9H9a3 3 0 0 0-3 3v8a3 3 0 0 0 3 3h5.5" />
        <path d="M17.5 9H23a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-5.5" />
        <path d="M11.5 16h9" />
      </g>
    </svg>
  );
}
