import { expect, it } from "vitest";
import { figureOf } from "../figures.ts";
import { judge } from "../judge/verdict.ts";
import { markdownTable, plainTable } from "./table.ts";

const verdicts = [
  judge(figureOf("cold-start"), { floor: [300, 340, 380], product: [390, 400, 420] }),
  judge(figureOf("decoded-to-dom"), { floor: [0.4, 0.4], product: [0.9, 0.9] }),
  judge(figureOf("idle-cpu"), { floor: [0.1], product: [0.05] }),
  judge(figureOf("first-screen-js"), { floor: [], product: [137.4] }),
];

it("a row has floor, product, what the budget limits, the budget, and whether it holds", () => {
  expect(markdownTable(verdicts).split("\n").slice(2)).toEqual([
    "| Cold start to the idle counter | ms | 340 (320–360) | 400 (395–410) | 1.18× | ≤ 1.25× | within |",
    "| Decoded card to number in the document | ms | 0.40 (0.40–0.40) | 0.90 (0.90–0.90) | 2.25× | ≤ 1.60×, p99 ≤ 16.7 ms | OVER (p99 0.90) |",
    "| Processor time, idle | % of a core | 0.10 | 0.05 | −0.05 % of a core | ≤ +1.00 % of a core | within |",
    "| Page script up to the first screen, gzip | kB | – | 137 | 137 kB | ≤ 160 kB | within |",
  ]);
});

it("columns stand below each other in a terminal", () => {
  const lines = plainTable(verdicts).split("\n");
  const at = lines[0]?.indexOf("budget") ?? 0;

  expect(lines.slice(1).map((line) => line.slice(at, at + 1))).toEqual(["≤", "≤", "≤", "≤"]);
});
