/** Why a pattern may not be used, in words for whoever writes region files. */
export type PatternHazard =
  | "not-anchored"
  | "not-one-capture-group"
  | "back-reference"
  | "repeated-group"
  | "too-many-ways"
  | "not-a-regular-expression";

// A failing match tries at most this many ways through a pattern; three unbounded repeats on a full track, 1.2 million, take about 1 ms.
const mostWays = 1_300_000;

/**
 * Names what makes a pattern unfit for stripes, or undefined when it is fit. Refuses repeated groups outright: a repeat within a repeat
 * takes exponential time on some track, and no stripe needs one.
 */
export function findPatternHazard(pattern: string): PatternHazard | undefined {
  if (!compiles(pattern)) return "not-a-regular-expression";
  if (!pattern.startsWith("^")) return "not-anchored";

  // Escapes and classes count as one plain character, so that what is left is structure.
  const structure = pattern
    .replace(/\\[1-9k]/g, "\u0001")
    .replace(/\\./g, "_")
    .replace(/\[[^\]]*\]/g, "_");
  if (hasOpenAlternative(structure)) return "not-anchored";
  if (structure.includes("\u0001")) return "back-reference";
  const captures = structure.match(/\((?!\?)|\(\?<(?![=!])/g) ?? [];
  if (captures.length !== 1 || captures[0] !== "(") return "not-one-capture-group";
  if (/\)[*+{]/.test(structure)) return "repeated-group";
  return countWays(structure) > mostWays ? "too-many-ways" : undefined;
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u") !== undefined;
  } catch {
    // The engine offers no other way to ask whether an expression is one.
    return false;
  }
}

// In `^a|(b)` the anchor holds for the first alternative only.
function hasOpenAlternative(structure: string): boolean {
  let outside = structure;
  for (let before = ""; before !== outside; ) {
    before = outside;
    outside = outside.replace(/\([^()]*\)/g, "");
  }
  return outside.includes("|");
}

const longestTrack = 107;

function countWays(structure: string): number {
  let ways = 1;
  for (const [choice, low, high] of structure.replaceAll("(?", "(").matchAll(/[*+?|]|\{([0-9]+),([0-9]*)\}/g)) {
    if (choice === "?" || choice === "|") ways *= 2;
    else ways *= Math.min(high ? Number(high) - Number(low) + 1 : longestTrack, longestTrack);
  }
  return ways;
}
