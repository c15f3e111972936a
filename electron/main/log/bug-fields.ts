const maxFrames = 5;

/** An error for the log: its name and where it was thrown. Never its message, which may hold what was in work. */
export function bugFields(error: unknown): { readonly name: string; readonly stack: string } {
  if (!(error instanceof Error)) return { name: "unknown", stack: "" };
  const { name, message, stack = "" } = error;
  const frames = stack
    .replace(message, "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
  return { name, stack: frames.slice(0, maxFrames).join(" <- ") };
}
