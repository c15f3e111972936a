/** What a placeholder of a test's title may become. */
const anything = null;
type Template = readonly (string | typeof anything)[];

/** First arguments of calls, among which are the titles of suites and tests, and first cells of rows, which may name a case. */
const firstTexts = /[([]\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g;
const placeholders = /%[sdifjoO#]|\$\{[^}]*\}|\$\w[\w.]*/;
/** Of a name, at most this part may be what placeholders become. */
const mostFilledIn = 0.7;

/** Whether a test file, as text, may hold a test whose full name has `part` in it. Names that are data of the file are believed. */
export function mayNameTest(source: string, part: string): boolean {
  const templates = [...source.matchAll(firstTexts)].map(([, ...texts]) => templateOf(texts.join("")));
  return fits(templates, part);
}

function templateOf(title: string): Template {
  const pieces = title.replace(/\\(.)/g, "$1").split(new RegExp(placeholders, "g"));
  return pieces.flatMap((piece, index) => (index === 0 ? [...piece] : [anything, ...piece]));
}

/** In one title, or across those of a suite and what is in it. */
function fits(templates: readonly Template[], part: string): boolean {
  if (fitsAlone(templates, part)) return true;
  for (let at = part.indexOf(" "); at !== -1; at = part.indexOf(" ", at + 1))
    if (fitsAlone(templates, part.slice(0, at)) && fits(templates, part.slice(at + 1))) return true;
  return false;
}

function fitsAlone(templates: readonly Template[], part: string): boolean {
  return templates.some((template) => filledIn(template, part) <= allowance(template, part));
}

function allowance(template: Template, part: string): number {
  const isData = template.includes(anything) && template.every((token) => token === anything || !/\w/.test(token));
  return isData ? part.length : Math.floor(part.length * mostFilledIn);
}

/** How few characters of `part` stand in placeholders, when it is read as a piece of the title; infinite when it is none. */
function filledIn(template: Template, part: string): number {
  let costs = passPlaceholders(template, new Array<number>(template.length + 1).fill(0));
  for (const character of part) {
    const next = new Array<number>(template.length + 1).fill(Number.POSITIVE_INFINITY);
    template.forEach((token, at) => {
      const cost = costs[at] ?? Number.POSITIVE_INFINITY;
      if (token === anything) next[at] = Math.min(next[at] ?? cost, cost + 1);
      else if (token === character) next[at + 1] = cost;
    });
    costs = passPlaceholders(template, next);
  }
  return Math.min(...costs);
}

function passPlaceholders(template: Template, costs: readonly number[]): number[] {
  const passed = [...costs];
  template.forEach((token, at) => {
    const [here, after] = [passed[at], passed[at + 1]];
    if (token === anything && here !== undefined && after !== undefined) passed[at + 1] = Math.min(here, after);
  });
  return passed;
}
