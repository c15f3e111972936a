/** One exchange as a document shows it. */
export interface HttpExample {
  /** Line of the document on which it begins. */
  readonly line: number;
  /** What stands behind `http` on the fence: the state of things in which it is played. Empty for the usual one. */
  readonly situation: string;
  readonly request: ExampleMessage & { readonly method: string; readonly target: string };
  readonly reply: ExampleMessage & { readonly status: number };
}

export interface ExampleMessage {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

const fence = /^```http(?: (.+))?\n([\s\S]*?)^```$/gm;
const startOfReply = /^HTTP\/1\.1 /m;

/**
 * Finds the exchanges in a Markdown text: fences of the language `http` that hold a request and the reply to it, in RFC 9112's form but for
 * the line ends. Throws on a fence that holds anything else.
 */
export function parseHttpExamples(markdown: string): readonly HttpExample[] {
  return [...markdown.matchAll(fence)].map((match) => {
    const [, situation = "", text = ""] = match;
    const line = markdown.slice(0, match.index).split("\n").length;
    const split = text.search(startOfReply);
    const requestLine = /^([A-Z]+) (\S+) HTTP\/1\.1$/.exec(firstLine(text));
    const status = /^HTTP\/1\.1 (\d{3}) \S/.exec(text.slice(split))?.[1];
    if (requestLine === null || split === -1 || status === undefined)
      throw new Error(`line ${line}: an example is a request and its reply`);
    const [, method = "", target = ""] = requestLine;
    return {
      line,
      situation,
      request: { method, target, ...readMessage(text.slice(0, split)) },
      reply: { status: Number(status), ...readMessage(text.slice(split)) },
    };
  });
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

function readMessage(text: string): ExampleMessage {
  const [head = "", ...rest] = text.split("\n\n");
  const headers = head
    .split("\n")
    .slice(1)
    .filter((header) => header !== "")
    .map((header) => {
      const colon = header.indexOf(":");
      return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()] as const;
    });
  const body = rest.join("\n\n").trim();
  return { headers: Object.fromEntries(headers), body: body === "" ? null : body };
}

/** What the names in braces stand for, as far as they were seen. */
export type Names = Map<string, string>;

const anything = "…";
const blank = /\{([a-z][A-Za-z]*)\}/g;
// A text apart into names in braces, dots and what is between.
const parts = /(\{[a-z][A-Za-z]*\}|…)/;

/** What a name in braces can stand for, told by how it ends. */
function shapeOf(name: string): string {
  if (name.endsWith("Id")) return "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
  if (name.endsWith("At") || name === "now") return "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
  return /day$/i.test(name) ? "\\d{4}-\\d\\d-\\d\\d" : ".+";
}

/** Fills in what the names stand for. Throws on a name that was not seen yet. */
export function fillIn(text: string, names: Names): string {
  return text.replaceAll(blank, (_whole, name: string) => {
    const value = names.get(name);
    if (value === undefined) throw new Error(`no reply before has told what {${name}} is`);
    return value;
  });
}

/**
 * Where a value differs from a pattern, a sentence each. In the pattern's texts `{name}` stands for what the service chose, the same each time,
 * and `…` for anything: as a text of its own for any value, as an object's field or an array's last element for any others. Keeps in `names`
 * what is seen for the first time.
 */
export function findDifferences(pattern: unknown, actual: unknown, names: Names, at = ""): readonly string[] {
  if (pattern === anything) return [];
  if (typeof pattern === "string") return matchesText(pattern, actual, names) ? [] : [difference(at, pattern, actual)];
  if (Array.isArray(pattern)) return findInArray(pattern, actual, names, at);
  if (isRecord(pattern)) return findInRecord(pattern, actual, names, at);
  return pattern === actual ? [] : [difference(at, pattern, actual)];
}

function matchesText(pattern: string, actual: unknown, names: Names): boolean {
  if (typeof actual !== "string") return false;
  const met: string[] = [];
  const source = pattern.split(parts).map((part) => {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined) return part === anything ? ".*" : escapeText(part);
    const known = names.get(name);
    if (known !== undefined) return escapeText(known);
    met.push(name);
    return `(${shapeOf(name)})`;
  });
  const found = new RegExp(`^${source.join("")}$`, "s").exec(actual);
  if (found === null) return false;
  for (const [index, name] of met.entries()) names.set(name, found[index + 1] ?? "");
  return true;
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

function findInArray(pattern: readonly unknown[], actual: unknown, names: Names, at: string): readonly string[] {
  if (!Array.isArray(actual)) return [difference(at, pattern, actual)];
  const isOpen = pattern.at(-1) === anything;
  const wanted = isOpen ? pattern.slice(0, -1) : pattern;
  if (isOpen ? actual.length < wanted.length : actual.length !== wanted.length)
    return [`${at || "/"}: ${actual.length} elements instead of ${wanted.length}`];
  return wanted.flatMap((element, index) => findDifferences(element, actual[index], names, `${at}/${index}`));
}

function findInRecord(
  pattern: Readonly<Record<string, unknown>>,
  actual: unknown,
  names: Names,
  at: string,
): readonly string[] {
  if (!isRecord(actual)) return [difference(at, pattern, actual)];
  const wanted = Object.keys(pattern).filter((key) => key !== anything);
  const isOpen = Object.hasOwn(pattern, anything);
  const surplus = isOpen ? [] : Object.keys(actual).filter((key) => !wanted.includes(key));
  return [
    ...surplus.map((key) => `${at}/${key}: is not in the document`),
    ...wanted.flatMap((key) =>
      Object.hasOwn(actual, key)
        ? findDifferences(pattern[key], actual[key], names, `${at}/${key}`)
        : [`${at}/${key}: is missing`],
    ),
  ];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function difference(at: string, pattern: unknown, actual: unknown): string {
  return `${at || "/"}: ${JSON.stringify(actual)} instead of ${JSON.stringify(pattern)}`;
}
