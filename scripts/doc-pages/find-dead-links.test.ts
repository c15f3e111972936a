import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, walk } from "../project-files.mjs";
import { findDeadLinks } from "./find-dead-links.ts";
import { parsePage } from "./parse-page.ts";

const pageFiles: readonly string[] = walk().filter((file: string) => file.endsWith(".md"));

describe("findDeadLinks", () => {
  it("names a missing file, a missing picture and a missing heading with the page that points there", () => {
    const pages = new Map([
      ["docs/a.md", parsePage("[b](b.md) [up](../README.md#here) ![gone](screens/gone.png) [gone](c.md)")],
      ["docs/b.md", parsePage("# B\n[a](#b) [gone](#c) [gone](a.md#b) [web](https://example.org/gone)")],
      ["README.md", parsePage("# Here")],
    ]);

    expect(findDeadLinks(pages, (file) => pages.has(file))).toEqual([
      "docs/a.md: screens/gone.png",
      "docs/a.md: c.md",
      "docs/b.md: #c",
      "docs/b.md: a.md#b",
    ]);
  });
});

describe("every page of the repository", () => {
  it("leads only to files, pictures and headings that are there", () => {
    const pages = new Map(pageFiles.map((file) => [file, parsePage(readFileSync(path.join(ROOT, file), "utf8"))]));

    expect(pages.has("docs/architecture.md")).toBe(true);
    expect(findDeadLinks(pages, (file) => existsSync(path.join(ROOT, file)))).toEqual([]);
  });
});
