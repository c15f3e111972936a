const maxFrames = 5;

/** The name of what was thrown, or `unknown`. */
export function nameOf(failure: unknown): string {
  return failure instanceof Error && /^[A-Za-z.]{1,60}$/.test(failure.name) ? failure.name : "unknown";
}

/**
 * Where it was thrown, `function file:line:column`, innermost first. The stack's text begins with the message, which may hold what was on the
 * screen: it is cut off first, and of the rest only what looks like a place in the program is taken.
 */
export function framesOf(failure: unknown): readonly string[] {
  if (!(failure instanceof Error)) return [];
  const { stack = "", name, message } = failure;
  const header = `${name}: ${message}`;
  const lines = (stack.startsWith(header) ? stack.slice(header.length) : stack.replace(message, "")).split("\n");
  return lines.flatMap(frameOf).slice(0, maxFrames);
}

function frameOf(line: string): readonly string[] {
  const [, caller, place] =
    /^ +at (?:(?:async |new )*([\w$.<>]{1,60}) \()?.*?([\w.-]{1,60}:\d{1,6}:\d{1,7})\)?$/.exec(line) ?? [];
  if (place === undefined) return [];
  return [caller === undefined ? place : `${caller} ${place}`];
}
