/** Steps of type for a name that must be read at a glance and never cut: ethnic-minority and foreign names run past 30 characters. */
export type NameSize = "large" | "middle" | "small";

const isWide = (character: string) => /[\u2E80-\uFFEF]/.test(character);

/** Counts half widths: a Chinese character takes two. */
export function nameSize(name: string): NameSize {
  const halves = [...name].reduce((sum, character) => sum + (isWide(character) ? 2 : 1), 0);
  if (halves <= 20) return "large";
  return halves <= 36 ? "middle" : "small";
}
