/** Short facts on one line, a dot between them. */
export function Dotted({ parts }: { readonly parts: readonly string[] }) {
  return parts.map((part, index) => (
    <span key={part}>
      {index === 0 ? null : <span className="dot">·</span>}
      {part}
    </span>
  ));
}
