// The cards of the development dock, made from the demo service's own list: node scripts/run.mjs scripts/dock-cards.ts
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dockCards, dockCardsFile } from "./dock-cards/dock-cards.ts";

const file = fileURLToPath(new URL(`../${dockCardsFile}`, import.meta.url));
writeFileSync(file, dockCards());
console.log(`wrote ${file}`);
