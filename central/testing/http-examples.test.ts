import { describe, expect, it } from "vitest";
import { fillIn, findDifferences, parseHttpExamples } from "./http-examples.ts";

const document = `# Title

\`\`\`http database=away
PUT /things/1 HTTP/1.1
Content-Type: application/json

{ "a": 1 }

HTTP/1.1 503 Service Unavailable
Retry-After: 1

{ "code": "away" }
\`\`\`

\`\`\`json
{ "not": "an example" }
\`\`\`

\`\`\`http
GET /things HTTP/1.1

HTTP/1.1 204 No Content
\`\`\`
`;

describe("HTTP examples", () => {
  it("are found with their line, their situation and both messages", () => {
    expect(parseHttpExamples(document)).toEqual([
      {
        line: 3,
        situation: "database=away",
        request: {
          method: "PUT",
          target: "/things/1",
          headers: { "content-type": "application/json" },
          body: '{ "a": 1 }',
        },
        reply: { status: 503, headers: { "retry-after": "1" }, body: '{ "code": "away" }' },
      },
      {
        line: 19,
        situation: "",
        request: { method: "GET", target: "/things", headers: {}, body: null },
        reply: { status: 204, headers: {}, body: null },
      },
    ]);
  });

  it("are both messages or a fault", () => {
    expect(() => parseHttpExamples("\n```http\nGET / HTTP/1.1\n```\n")).toThrow("line 2");
  });
});

describe("findDifferences", () => {
  const differences = (pattern: unknown, actual: unknown) => findDifferences(pattern, actual, new Map());

  it("tells another value, a missing field and a surplus one", () => {
    expect(differences({ a: 1, b: ["x"], c: null }, { a: 2, b: ["y", "z"], d: null })).toEqual([
      "/d: is not in the document",
      "/a: 2 instead of 1",
      "/b: 2 elements instead of 1",
      "/c: is missing",
    ]);
  });

  it("lets dots stand for any value, further fields and further elements", () => {
    expect(
      differences({ a: "…", b: ["x", "…"], c: "data:…", "…": "…" }, { a: [1], b: ["x", 2], c: "data:1\n2", d: 0 }),
    ).toEqual([]);
    expect(differences({ b: ["x", "…"], c: "data:…" }, { b: [], c: "dat" })).toHaveLength(2);
    expect(differences({ a: "…" }, {})).toEqual(["/a: is missing"]);
  });

  it("keeps what a name stands for, and wants it again", () => {
    const names = new Map<string, string>();
    const eventId = "019cdfb4-9dd0-7000-8000-000000000001";

    expect(findDifferences({ instance: "urn:uuid:{eventId}" }, { instance: `urn:uuid:${eventId}` }, names)).toEqual([]);
    expect(findDifferences("{eventId}", eventId, names)).toEqual([]);
    expect(findDifferences("{eventId}", eventId.replace("1", "2"), names)).toHaveLength(1);
    expect(fillIn("/events/{eventId}?x={ }", names)).toBe(`/events/${eventId}?x={ }`);
    expect(() => fillIn("{otherId}", names)).toThrow("{otherId}");
  });

  it.each([
    ["{eventId}", "5f0c3c52-7d0e-4b8e-9d3a-2b1f0c9d8e7f"],
    ["{recordedAt}", "2026-03-12T01:41:22Z"],
    ["{businessDay}", "12.03.2026"],
    ["a.c", "abc"],
  ])("does not take for %s what is none: %s", (pattern, actual) => {
    expect(differences(pattern, actual)).toHaveLength(1);
  });
});
