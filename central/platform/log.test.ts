import { describe, expect, it } from "vitest";
import { captureLog } from "../testing/captured-log.ts";
import { describeFault, redactNumbers } from "./log.ts";

describe("log", () => {
  it("writes one JSON line an event, without the machine's name", () => {
    const { log, lines } = captureLog();
    log.warn({ event: "database-restarting", pid: 7 });

    expect(lines.map((line) => ({ ...JSON.parse(line), time: "" }))).toEqual([
      { level: "warn", time: "", event: "database-restarting", pid: 7 },
    ]);
  });

  it("takes out what looks like a number of a card, a person or a bank", () => {
    const line = 'A12345674 in "320102199001010010" 32010219900101007X, 6222020000000000000 and 123456788.';
    expect(redactNumbers(line)).toBe('[number] in "[number]" [number], [number] and [number].');
  });

  it("leaves ids, times and small numbers readable", () => {
    const line =
      "019cdfb4-9dd0-7ec2-81bb-000000000000 2026-03-12T01:41:22.000Z 13500 urn:uuid:019cdfb4-9dd0-7ec2-81bb-686128912345";
    expect(redactNumbers(line)).toBe(line);
  });

  it("tells of an error where it came from, never what it said", () => {
    const fault = describeFault(Object.assign(new TypeError("A12345674\nis not 测试员"), { code: "42P01" }));

    expect(fault).toMatchObject({ type: "TypeError", code: "42P01" });
    expect(fault.at[0]).toContain("log.test.ts");
    expect(JSON.stringify(fault)).not.toMatch(/A12345674|测试员/);
    expect(describeFault("text")).toEqual({ type: "string", at: [] });
  });
});
