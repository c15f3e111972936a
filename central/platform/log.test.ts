import { describe, expect, it } from "vitest";
import { captureLog } from "../testing/captured-log.ts";
import { describeFault } from "./log.ts";

describe("log", () => {
  it("writes one JSON line an event, without the machine's name", () => {
    const { log, lines } = captureLog();
    log.warn({ event: "database-restarting", pid: 7 });

    expect(lines.map((line) => ({ ...JSON.parse(line), time: "" }))).toEqual([
      { level: "warn", time: "", event: "database-restarting", pid: 7 },
    ]);
  });

  it("lets no number through, and leaves ids whole", () => {
    const { log, lines } = captureLog();
    log.warn({ event: "odd", text: "320102199001010010 and TA00B0C16", entry: "019cdfb4-9dd0-7ec2-81bb-686128912345" });

    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      text: "[number] and [number]",
      entry: "019cdfb4-9dd0-7ec2-81bb-686128912345",
    });
  });

  it("tells of an error where it came from, never what it said", () => {
    const fault = describeFault(Object.assign(new TypeError("A12345674\nis not 测试员"), { code: "42P01" }));

    expect(fault).toMatchObject({ type: "TypeError", code: "42P01" });
    expect(fault.at[0]).toContain("log.test.ts");
    expect(JSON.stringify(fault)).not.toMatch(/A12345674|测试员/);
    expect(describeFault("text")).toEqual({ type: "string", at: [] });
  });
});
