import { describe, expect, it } from "vitest";
import { figureOf } from "../figures.ts";
import { judge } from "../judge/verdict.ts";
import { chartOf } from "./chart.ts";
import { benchPage, byHand } from "./page.ts";

const run = (product: number) => ({
  verdicts: [judge(figureOf("memory"), { floor: [200], product: [product] })],
  comparisons: [],
  machine: "a machine",
  rounds: 30,
  day: "2026-11-25",
});

describe("benchPage", () => {
  it("says which figures are over their budget", () => {
    expect([benchPage(run(240), ""), benchPage(run(260), "")]).toEqual([
      expect.stringContaining("Every figure is within its budget."),
      expect.stringContaining("Over budget: Memory, idle."),
    ]);
  });

  it("keeps what was written by hand, and nothing else of the page before", () => {
    const first = benchPage(run(240), "");
    const second = benchPage(run(260), `${first}\n## What holds it\n`);

    expect(second.split(byHand)).toEqual([expect.not.stringContaining("within its budget"), "\n\n## What holds it\n"]);
  });
});

describe("chartOf", () => {
  it("draws what is over in another colour, and cuts what would leave the picture", () => {
    const fills = (product: number) =>
      chartOf(run(product).verdicts, "").match(/width="[\d.]+" height="18" rx="2" fill="[^"]+"/g);

    expect([fills(200), fills(260), fills(9000)]).toEqual([
      ['width="185" height="18" rx="2" fill="#2b6ea3"'],
      ['width="240.5" height="18" rx="2" fill="#b23a2a"'],
      ['width="370" height="18" rx="2" fill="#b23a2a"'],
    ]);
  });

  it("says beside each bar what was measured of what budget", () => {
    const verdicts = [
      judge(figureOf("memory"), { floor: [200], product: [240] }),
      judge(figureOf("idle-cpu"), { floor: [0.1], product: [0.5] }),
      judge(figureOf("first-screen-js"), { floor: [], product: [155] }),
    ];

    expect(chartOf(verdicts, "").match(/(?<=font-size="12">)[^<]+/g)).toEqual([
      "1.20× of 1.25×",
      "+0.40 of +1.00 % of a core",
      "155 of 160 kB",
    ]);
  });

  it("is XML whatever a caption says", () => {
    expect(chartOf(run(200).verdicts, "2 < 3 & 4")).toContain("2 &lt; 3 &amp; 4");
  });
});
