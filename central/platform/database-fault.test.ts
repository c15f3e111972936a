import { DatabaseError } from "pg";
import { describe, expect, it } from "vitest";
import { classifyFault } from "./database-fault.ts";

const fromServer = (code: string) => Object.assign(new DatabaseError("x", 1, "error"), { code });
const fromSystem = (code: string) => Object.assign(new Error("x"), { code });

describe("database faults", () => {
  it.each([
    [fromServer("40001"), "collision"],
    [fromServer("40P01"), "collision"],
    [fromServer("57P01"), "cut"],
    [fromServer("08006"), "cut"],
    [fromServer("25006"), "cut"],
    [fromServer("57P03"), "away"],
    [fromServer("57014"), "busy"],
    [fromServer("53300"), "busy"],
    [fromServer("23505"), "bug"],
    [fromServer("42P01"), "bug"],
    [fromSystem("ECONNRESET"), "cut"],
    [fromSystem("ECONNREFUSED"), "away"],
    [fromSystem("ENOENT"), "away"],
    [new Error("Query read timeout"), "away"],
    [new Error("timeout exceeded when trying to connect"), "starved"],
    [new TypeError("undefined is not a function"), "bug"],
    ["text", "bug"],
  ])("%o is %s", (error, fault) => {
    expect(classifyFault(error)).toBe(fault);
  });
});
