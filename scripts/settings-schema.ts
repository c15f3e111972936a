// The site file's JSON Schema for editors, made from the terminal's own: node scripts/run.mjs scripts/settings-schema.ts
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { settingsSchema, settingsSchemaFile } from "./settings-schema/settings-schema.ts";

const file = fileURLToPath(new URL(`../${settingsSchemaFile}`, import.meta.url));
writeFileSync(file, settingsSchema());
console.log(`wrote ${file}`);
