import * as z from "zod/mini";
import { SiteSettings } from "../../shared/contracts/settings.ts";

/** Where editors find it: `"$schema"` of a site file may name it. */
export const settingsSchemaFile = "resources/settings.schema.json";

/** The text of the site file's JSON Schema, made from the schema by which the terminal checks it. */
export function settingsSchema(): string {
  const schema = { title: "Kalian site settings", ...z.toJSONSchema(SiteSettings, { io: "input" }) };
  // Short lists on one line, as the formatter has them.
  const text = JSON.stringify(schema, null, 2).replace(
    /\[\n\s+([^[\]{}]*?)\n\s+\]/g,
    (_, items: string) => `[${items.replace(/\n\s+/g, " ")}]`,
  );
  return `${text}\n`;
}
