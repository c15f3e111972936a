import { expect, it } from "vitest";
import { bugFields } from "./bug-fields.ts";

it("a bug is logged by its name and where it was thrown, never by its message", () => {
  const fields = bugFields(new RangeError("holds A12345674\n    at A12345674 in the message"));

  expect(fields.name).toBe("RangeError");
  expect(fields.stack).toMatch(/^ +at .*bug-fields\.test\.ts:\d+:\d+/);
  expect(fields.stack).not.toContain("A12345674");
});

it("what was thrown and is no error has no name and no place", () => {
  expect(bugFields("A12345674")).toEqual({ name: "unknown", stack: "" });
});
