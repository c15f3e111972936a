import path from "node:path";
import type { Page } from "./parse-page.ts";

/** The pages of the tree by their path from its root, with forward slashes. */
export type Pages = ReadonlyMap<string, Page>;

/**
 * Links and pictures that lead nowhere, as `page: target`. Addresses on the web are not asked. A folder counts as there when `exists` says so;
 * a heading is looked for in the pages given.
 */
export function findDeadLinks(pages: Pages, exists: (file: string) => boolean): readonly string[] {
  return [...pages].flatMap(([from, { links }]) =>
    links.filter((target) => !leadsSomewhere(from, target, pages, exists)).map((target) => `${from}: ${target}`),
  );
}

function leadsSomewhere(from: string, target: string, pages: Pages, exists: (file: string) => boolean): boolean {
  if (/^[a-z]+:/.test(target)) return true;
  const [file = "", anchor] = target.split("#");
  const to = file === "" ? from : path.posix.join(path.posix.dirname(from), decodeURI(file));
  if (!exists(to)) return false;
  return anchor === undefined || (pages.get(to)?.anchors.includes(decodeURI(anchor)) ?? false);
}
