/** What a Markdown page holds, as far as the tests of pages ask. Text in code is in `code` and `blocks` only. */
export interface Page {
  /** Targets of links and pictures, as written. */
  readonly links: readonly string[];
  /** Names of its headings, as GitHub makes them: `#three-steps`. */
  readonly anchors: readonly string[];
  /** Texts between two pairs of asterisks. */
  readonly bold: readonly string[];
  /** Texts in bold that would be shown with their asterisks, because of what touches them. */
  readonly undrawnBold: readonly string[];
  /** Texts between backquotes. */
  readonly code: readonly string[];
  /** Cells of every table row, as written; rows of dashes are left out. */
  readonly rows: readonly (readonly string[])[];
  readonly blocks: readonly CodeBlock[];
}

/** A fenced block: the words after the fence, and its lines. */
export interface CodeBlock {
  readonly info: string;
  readonly text: string;
}

const fence = /^```(.*)\n([\s\S]*?)^```$/gm;
const codeSpan = /`([^`\n]+)`/g;
const boldSpan = /\*\*([^*\n]+)\*\*/g;
const link = /\]\(([^)\s]+)\)/g;

/** Reads the Markdown that our pages use: no HTML, no reference links, no bold across lines. */
export function parsePage(markdown: string): Page {
  const blocks = [...markdown.matchAll(fence)].map(([, info = "", text = ""]) => ({ info: info.trim(), text }));
  const prose = markdown.replace(fence, "");
  const plain = prose.replace(codeSpan, (span) => "x".repeat(span.length));
  const lines = prose.split("\n");
  return {
    links: firstGroups(plain, link),
    anchors: lines.flatMap((line) => anchorOf(line) ?? []),
    bold: firstGroups(plain, boldSpan),
    undrawnBold: [...plain.matchAll(boldSpan)].filter(isUndrawn).map(([, text = ""]) => text),
    code: firstGroups(prose, codeSpan),
    rows: lines.filter((line) => line.startsWith("|") && !/^[|\s:-]+$/.test(line)).map(cellsOf),
    blocks,
  };
}

function firstGroups(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, group = ""]) => group);
}

function anchorOf(line: string): string | undefined {
  const [, title] = /^#{1,6} (.+)$/.exec(line) ?? [];
  return title
    ?.toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

/** CommonMark's rule: asterisks with punctuation inside and a letter outside neither open nor close, and Chinese has no spaces. */
function isUndrawn(span: RegExpExecArray): boolean {
  const [whole, text = ""] = span;
  const end = span.index + whole.length;
  const [before, after] = [span.input.slice(0, span.index).at(-1), span.input[end]];
  return sticks(text.at(0), before) || sticks(text.at(-1), after);
}

function sticks(inside: string | undefined, outside: string | undefined): boolean {
  return (
    inside !== undefined && outside !== undefined && /[\p{P}\p{S}\s]/u.test(inside) && /[^\p{P}\p{S}\s]/u.test(outside)
  );
}

function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}
