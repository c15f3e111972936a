import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { conflictKinds, refusalReasons } from "../../shared/contracts/problem-codes.ts";
import { readFaultKinds } from "../../shared/readers/read-fault.ts";
import type { Catalogue } from "../../shared/words/catalogue.ts";
import { en } from "../../shared/words/en/index.ts";
import { zhCn } from "../../shared/words/zh-cn/index.ts";
import { findUnknownWords } from "./find-unknown-words.ts";
import { type Page, parsePage } from "./parse-page.ts";

interface ClerkPage {
  readonly file: string;
  readonly locale: string;
  readonly words: Catalogue;
}

const clerkPages: readonly ClerkPage[] = [
  { file: "docs/clerk.zh-CN.md", locale: "zh-CN", words: zhCn },
  { file: "docs/clerk.md", locale: "en", words: en },
];

function readPage(file: string): Page {
  return parsePage(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"));
}

/** Words of one area whose key matches. */
function wordsAt(area: Readonly<Record<string, string>>, key: RegExp): readonly string[] {
  return Object.entries(area).flatMap(([name, word]) => (key.test(name) ? [word] : []));
}

function pictures({ links }: Page): readonly string[] {
  return links.filter((target) => target.endsWith(".png"));
}

/** What heads the outcome of a code on the screen: its title, or for a conflict the sentence that tells the two apart. */
function headOf({ outcomes }: Catalogue, code: string): string | undefined {
  const words: Readonly<Record<string, string>> = outcomes;
  const [kind = "", about] = code.split("/");
  if (about === undefined) return words[`${kind}-title`];
  return words[kind === "conflict" ? `conflict-sentence-${about}` : `${kind}-${about}-title`];
}

describe("findUnknownWords", () => {
  it("tells a word of the screen from one that is nearly so, and fills in values", () => {
    const texts = [
      "Confirmed",
      "confirmed!",
      "Failed tries: 3. Press F10",
      "Entries settled since the last close: 12. See Today.",
    ];

    expect(findUnknownWords(texts, en)).toEqual(["confirmed!", "Failed tries: 3. Press F10"]);
  });
});

describe.each(clerkPages)("$file", ({ file, locale, words }) => {
  const page = readPage(file);
  const { outcomes, errors, readers, help, frame, work } = words;
  const unsaid = (wanted: readonly (string | undefined)[]) => wanted.filter((text) => !page.bold.includes(text ?? ""));

  it("says in bold only what the screen says, and every bold text is drawn bold", () => {
    expect(page.bold.length).toBeGreaterThan(100);
    expect(findUnknownWords(page.bold, words)).toEqual([]);
    expect(page.undrawnBold).toEqual([]);
  });

  it("names every outcome, in full and as lists shorten it", () => {
    const kinds = Object.keys(frame).flatMap((key) => /^result-(.+)$/.exec(key)?.[1] ?? []);
    const titles = kinds.filter((kind) => kind !== "refused").map((kind) => headOf(words, kind));

    expect(unsaid([...titles, ...wordsAt(frame, /^result-/)])).toEqual([]);
  });

  it("has a row with both steps for every refusal, and one for every conflict", () => {
    const steps: Readonly<Record<string, string>> = outcomes;
    const partsOf = (reason: string) =>
      ["title", "first-title", "then-title"].map((part) => steps[`refused-${reason}-${part}`]);
    const saidTogether = (texts: readonly (string | undefined)[]) =>
      page.rows.some((row) => texts.every((text, column) => row[column]?.startsWith(`**${text}**`)));

    expect(refusalReasons.filter((reason) => !saidTogether(partsOf(reason)))).toEqual([]);
    expect(unsaid(conflictKinds.map((kind) => headOf(words, `conflict/${kind}`)))).toEqual([]);
  });

  it("has cause and remedy of every bad read, and the remedy of every fault of a reader", () => {
    const reads = readFaultKinds.flatMap((kind) => [errors[`read/${kind}`].cause, errors[`read/${kind}`].remedy]);
    const faults = Object.entries(errors).flatMap(([code, { remedy }]) => (code.startsWith("reader/") ? [remedy] : []));

    expect(unsaid([...reads, ...faults, ...wordsAt(readers, /^fault-/)])).toEqual([]);
  });

  it("has every key of the help page and every line that a restart may show", () => {
    const lines = wordsAt(work, /^restart-/);

    expect(unsaid(wordsAt(help, /^key-/))).toEqual([]);
    expect(lines.filter((line) => !page.bold.some((text) => isFilled(line, text)))).toEqual([]);
  });

  it("names practice cards that show what their row says", () => {
    const shown = readPage("docs/demo-cards.md").rows.map(([number = "", , , code = ""]) => [
      number,
      code.replaceAll("`", ""),
    ]);
    const outcomeOf = new Map(shown.map(([number = "", code = ""]) => [number, headOf(words, code)]));
    const practised = page.rows.filter((row) => outcomeOf.has(row.at(-1) ?? ""));
    const wrong = practised.filter((row) => !row.join().includes(outcomeOf.get(row.at(-1) ?? "") ?? "no such outcome"));

    expect(practised.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });

  it("shows the pictures of its own language", () => {
    expect(pictures(page).length).toBeGreaterThan(6);
    expect(pictures(page).filter((target) => !target.includes(`.${locale}.1366x768.`))).toEqual([]);
  });
});

describe("the two clerk's pages", () => {
  it("have the same parts in the same order", () => {
    const [chinese, english] = clerkPages.map(({ file, locale }) => {
      const page = readPage(file);
      return {
        pictures: pictures(page).map((target) => target.replace(`.${locale}.`, ".")),
        rows: page.rows.map((row) => row.length),
        headings: page.anchors.length,
      };
    });

    expect(english).toEqual(chinese);
  });
});

function isFilled(word: string, text: string): boolean {
  const [start = "", end = ""] = word.split(/\{\{\w+\}\}/);
  return text.startsWith(start) && text.endsWith(end);
}
