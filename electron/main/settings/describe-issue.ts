import type * as z from "zod/mini";

type Issue = z.core.$ZodIssue;

/** Path of what an issue is about: of a key that is no setting, the key itself. */
export function pathOf(issue: Issue): readonly PropertyKey[] {
  const [stray] = issue.code === "unrecognized_keys" ? issue.keys : [];
  return stray === undefined ? issue.path : [...issue.path, stray];
}

/** What is wrong, in words that say what would be right. Never holds the value that stands there. */
export function describeIssue(issue: Issue, isMissing: boolean): string {
  if (isMissing) return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return `must be ${issue.expected === "int" ? "a whole number" : `of type ${issue.expected}`}`;
    case "invalid_value":
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_small":
      return issue.origin === "string" ? "is too short" : `must be ${issue.minimum} or more`;
    case "too_big":
      return issue.origin === "string"
        ? `has more than ${issue.maximum} characters`
        : `must be ${issue.maximum} or less`;
    case "invalid_format":
      return `must look like ${"pattern" in issue ? issue.pattern : issue.format}`;
    case "unrecognized_keys":
      return "is not a setting";
    case "custom":
      return issue.message;
    default:
      return "does not fit";
  }
}
