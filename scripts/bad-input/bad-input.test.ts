import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { en } from "../../shared/words/en/index.ts";
import { findUnknownWords } from "../doc-pages/find-unknown-words.ts";

const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("docs/bad-input.md", root), "utf8");

/** Rows of the page's tables: [bad input, what the clerk sees, test]. */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| bad input"))
  .map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );

describe("docs/bad-input.md", () => {
  it("has rows", () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  it("quotes only what can be read on a screen", () => {
    const quoted = rows.flatMap(([, sees = ""]) => [...sees.matchAll(/"([^"]+)"/g)].map(([, text = ""]) => text));

    expect(quoted.length).toBeGreaterThan(10);
    expect(findUnknownWords(quoted, en)).toEqual([]);
  });

  it.each(rows)("%s: its test exists", (_input, sees, test) => {
    const [, file = "", name = ""] = /^`([^`]+)`: (.+)$/.exec(test ?? "") ?? [];
    const source = fileURLToPath(new URL(file, root));

    expect(sees).not.toBe("");
    expect(existsSync(source), file).toBe(true);
    expect(readFileSync(source, "utf8")).toContain(name);
  });
});
