import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { dockCards, dockCardsFile } from "./dock-cards.ts";

it("the dock's card file is what the demo service is seeded with (mend: node scripts/run.mjs scripts/dock-cards.ts)", () => {
  const file = fileURLToPath(new URL(`../../${dockCardsFile}`, import.meta.url));

  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(dockCards()));
});
