import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { problemCodes, problemStatus } from "../../shared/contracts/problem-codes.ts";
import { problemOf, problemOfFault, problemTitles } from "./problems.ts";

const page = readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), "../problems.md"), "utf8");

describe("problems", () => {
  it("are listed in problems.md with the code, status and title of the code", () => {
    const rows = [...page.matchAll(/^\| `([^`]+)` \| (\d{3}) \| (.+) \|$/gm)].map(([, code, status, title]) => ({
      code,
      status: Number(status),
      title,
    }));
    expect(rows).toEqual(
      problemCodes.map((code) => ({ code, status: problemStatus[code], title: problemTitles[code] })),
    );
  });

  it("have a sentence each that names no other", () => {
    expect(new Set(Object.values(problemTitles)).size).toBe(problemCodes.length);
    for (const title of Object.values(problemTitles)) expect(title).toMatch(/^[A-Z].*\.$/);
  });

  it("carry a reference and what belongs to them, and nothing else", () => {
    const reference = "019cdfb4-9dd0-7000-8000-000000000001";
    expect(problemOf("refused/lost", reference, { refusal: { reason: "lost", since: null } })).toEqual({
      type: "urn:kalian:problem:refused/lost",
      title: "The card is reported lost for good.",
      status: 422,
      code: "refused/lost",
      instance: `urn:uuid:${reference}`,
      refusal: { reason: "lost", since: null },
    });
    expect(problemOfFault({ kind: "busy" }, reference)).toMatchObject({ code: "service/busy", retryAfterMs: 1_000 });
  });
});
