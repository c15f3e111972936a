import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { SiteSettings } from "../../shared/contracts/settings.ts";
import { parsePage } from "../doc-pages/parse-page.ts";
import { settingsSchema, settingsSchemaFile } from "./settings-schema.ts";

function textOf(file: string): string {
  return readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
}

interface Leaf {
  readonly key: string;
  readonly isRequired: boolean;
  /** JSON text; undefined where there is none. */
  readonly byDefault: string | undefined;
}

const Node = z.object({
  properties: z.optional(z.record(z.string(), z.unknown())),
  required: z.optional(z.array(z.string())),
  default: z.optional(z.unknown()),
});

/** The schema's keys that hold a value, lists taken as one. */
function leavesOf(node: unknown, path: readonly string[] = []): readonly Leaf[] {
  const { properties = {}, required = [] } = Node.parse(node);
  return Object.entries(properties).flatMap(([name, child]) => {
    const under = leavesOf(child, [...path, name]);
    if (under.length > 0) return under;
    const byDefault = JSON.stringify(Node.parse(child).default);
    return [{ key: [...path, name].join("."), isRequired: required.includes(name), byDefault }];
  });
}

it(`${settingsSchemaFile} is the schema by which the terminal checks (mend: node scripts/run.mjs scripts/settings-schema.ts)`, () => {
  expect(textOf(settingsSchemaFile)).toBe(settingsSchema());
});

it("the demonstration's settings are settings", () => {
  expect(SiteSettings.safeParse(JSON.parse(textOf("resources/sites/demo.json"))).error?.issues).toBeUndefined();
});

describe.each([
  { file: "docs/settings.md", mustBe: "must be there", none: "none" },
  { file: "docs/settings.zh-CN.md", mustBe: "必须写", none: "无" },
])("$file", ({ file, mustBe, none }) => {
  const page = parsePage(textOf(file));

  const shown = (byDefault: string | undefined) => (byDefault === undefined ? none : `\`${byDefault}\``);

  it("has every key with its default, and no other", () => {
    const rows = page.rows.flatMap(([key = "", byDefault = ""]) => (key.startsWith("`") ? [[key, byDefault]] : []));
    const wanted = leavesOf(JSON.parse(settingsSchema())).map(({ key, isRequired, byDefault }) => [
      `\`${key}\``,
      isRequired ? mustBe : shown(byDefault),
    ]);

    expect(rows).toEqual(wanted);
  });

  it("names the regions that there are", () => {
    const regions = readdirSync(new URL("../../resources/regions", import.meta.url)).map((name) =>
      name.replace(".json", ""),
    );

    expect(regions.filter((region) => !page.code.includes(region))).toEqual([]);
  });

  it("has examples that the terminal takes, one with every key", () => {
    const examples = page.blocks
      .filter(({ info }) => info === "json site")
      .map(({ text }): unknown => JSON.parse(text));

    expect(examples.map((example) => SiteSettings.safeParse(example).error?.issues ?? [])).toEqual([[], []]);
    const last = JSON.stringify(examples[1]);
    const keys = leavesOf(JSON.parse(settingsSchema())).map(({ key }) => `"${key.split(".").at(-1)}":`);
    expect(keys.filter((key) => !last.includes(key))).toEqual([]);
  });
});
