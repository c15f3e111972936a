/** Ends an exhaustive switch: does not compile while an arm is missing, and throws naming the arm's kind (never its data) if one arrives anyway. */
export function assertNever(value: never): never {
  const seen: unknown = value;
  const kind = typeof seen === "object" && seen !== null && "kind" in seen ? String(seen.kind) : typeof seen;
  throw new Error(`unhandled case: ${kind}`);
}
