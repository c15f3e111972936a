/** Stands in the photo frame where the service keeps no photo. Decorative: the caption speaks. */
export function PersonPicture({ width }: { readonly width: number }) {
  return (
    <svg width={width} viewBox="0 0 148 182" aria-hidden="true">
      <g fill="var(--art-body)" stroke="var(--art-line)" strokeWidth="2.5">
        <path d="M14 186c3-42 27-60 60-60s57 18 60 60z" />
        <circle cx="74" cy="76" r="35" />
      </g>
    </svg>
  );
}
