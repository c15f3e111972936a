/** One system call as strace wrote it (`-f -yy`): descriptors come with what they stand for, as `20</path>`. */
export interface TracedCall {
  readonly thread: number;
  readonly name: string;
  /** Everything behind the opening parenthesis. */
  readonly rest: string;
  /** The call had not returned when its process was gone. */
  readonly isCutOff: boolean;
  readonly hasFailed: boolean;
}

const callLine = /^(\d+)\s+(\w+)\((.*)$/;
const failed = /\)\s+= -1 E/;
const neverReturned = /\)\s+= \?$|<unfinished \.\.\.>$/;

/** The calls in strace's output, in the order in which they began; lines that tell anything else are left out. */
export function readTracedCalls(trace: string): readonly TracedCall[] {
  const lines = trace.split("\n");
  return lines.flatMap((text, index) => {
    const [, thread, name, rest] = callLine.exec(text) ?? [];
    if (thread === undefined || name === undefined || rest === undefined) return [];
    const end = endOf(lines, index, thread, name);
    return [{ thread: Number(thread), name, rest, isCutOff: neverReturned.test(end), hasFailed: failed.test(end) }];
  });
}

/** The line that says how a call ended: its own, or a later one where other threads' calls came between. */
function endOf(lines: readonly string[], index: number, thread: string, name: string): string {
  const own = lines[index] ?? "";
  if (!own.endsWith("<unfinished ...>")) return own;
  const resumed = new RegExp(`^${thread}\\s+<\\.\\.\\. ${name} resumed>`);
  return lines.slice(index + 1).find((line) => resumed.test(line)) ?? own;
}

const descriptor = /^\d+<(.*?)>(?=[,)\s]|$)/;
const quotedPath = /"((?:[^"\\]|\\.)*)"/;

/** What a call's first argument is open on; undefined when it is no descriptor. */
export function openedOn(rest: string): string | undefined {
  const opened = descriptor.exec(rest)?.[1];
  return opened === undefined ? undefined : unescapeOctal(opened);
}

/** The first path that a call was given as text. */
export function namedPath(rest: string): string | undefined {
  const path = quotedPath.exec(rest)?.[1];
  return path === undefined ? undefined : unescapeOctal(path);
}

/** strace writes bytes outside ASCII as octal escapes. */
function unescapeOctal(text: string): string {
  const bytes = text.replaceAll(/\\([0-7]{1,3})/g, (_whole, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
