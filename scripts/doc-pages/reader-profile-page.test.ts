import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { createFramer } from "../../electron/reader-host/keeper/create-framer.ts";
import { decodeSwipe } from "../../shared/card/decode-swipe.ts";
import { SiteSettings } from "../../shared/contracts/settings.ts";
import { ReaderProfile } from "../../shared/readers/reader-profile.ts";
import { compileRegion } from "../../shared/region/compile-region.ts";
import { RegionRules } from "../../shared/region/region-rules.ts";
import { parsePage } from "./parse-page.ts";

const page = parsePage(readRepositoryFile("docs/writing-a-reader-profile.md"));

function readRepositoryFile(file: string): string {
  return readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
}

function blocksOf(info: string): readonly string[] {
  return page.blocks.filter((block) => block.info === info).map(({ text }) => text);
}

/** The bytes of an xxd dump. Lines that it left out (`*`) are zeros. */
function bytesOf(dump: string): Uint8Array {
  const lines = [...dump.matchAll(/^([0-9a-f]{8}): ((?:[0-9a-f]{2,4} )+)/gm)].map(([, offset = "", hex = ""]) => ({
    at: Number.parseInt(offset, 16),
    bytes: Buffer.from(hex.replaceAll(" ", ""), "hex"),
  }));
  const last = lines.at(-1);
  const bytes = new Uint8Array(last === undefined ? 0 : last.at + last.bytes.length);
  for (const { at, bytes: some } of lines) bytes.set(some, at);
  return bytes;
}

/** What the program makes of the bytes of a device: each card, or why it is none. */
function readSwipes(profile: ReaderProfile, bytes: Uint8Array): readonly unknown[] {
  const region = compileRegion(RegionRules.parse(JSON.parse(readRepositoryFile("resources/regions/national.json"))));
  if (!region.ok) throw new Error(region.error.kind);
  const framer = createFramer(profile);
  const outputs = [
    ...framer.push(bytes, 0),
    ...framer.idle(profile.family === "magtek-hid" ? profile.idleMs : profile.framing.idleMs),
  ];
  return outputs.map((output) => (output.kind === "frame" ? decodeSwipe(output.frame, region.value) : output));
}

/** Names of all keys of a JSON schema, and all values that it lists; of ranges, both ends. */
function facetsOf(node: unknown): { readonly keys: readonly string[]; readonly values: readonly string[] } {
  if (typeof node !== "object" || node === null) return { keys: [], values: [] };
  const own = z.looseObject({
    properties: z._default(z.record(z.string(), z.unknown()), {}),
    enum: z._default(z.array(z.unknown()), []),
    const: z.optional(z.unknown()),
    minimum: z.optional(z.number()),
    maximum: z.optional(z.number()),
  });
  const { properties, enum: listed, const: only, minimum, maximum } = own.parse(Array.isArray(node) ? {} : node);
  const below = Object.values(node).map(facetsOf);
  const values = [...listed, only, minimum, maximum].filter((value) => value !== undefined).map(String);
  return {
    keys: [...Object.keys(properties), ...below.flatMap(({ keys }) => keys)],
    values: [...values, ...below.flatMap((facets) => facets.values)],
  };
}

describe("docs/writing-a-reader-profile.md", () => {
  it("gives profiles that the program loads, named as their files", () => {
    const profiles = blocksOf("json profile").map((text) => ReaderProfile.parse(JSON.parse(text)));

    expect(profiles.map(({ family }) => family)).toEqual(["serial-ascii", "magtek-hid"]);
    expect(page.code).toContain(`${profiles[0]?.id}.json`);
  });

  it("reads the swipes that were captured as it says", () => {
    const profiles = blocksOf("json profile").map((text) => ReaderProfile.parse(JSON.parse(text)));
    const captures = blocksOf("text capture").map(bytesOf);
    const expected = blocksOf("json read").map((text): unknown => JSON.parse(text));
    const read = profiles.map((profile, index) => readSwipes(profile, captures[index] ?? new Uint8Array()));

    expect(expected).toHaveLength(2);
    expect(read).toMatchObject(expected.map((value) => [{ ok: true, value }]));
  });

  it("explains every key of the schema, and every value and limit that it names", () => {
    const { keys, values } = facetsOf(z.toJSONSchema(ReaderProfile));
    const explained = new Set(page.rows.flatMap(([cell = ""]) => [...cell.matchAll(/`(\w+)`/g)].map(([, key]) => key)));
    const cells = page.rows.map(([, cell = ""]) => cell).join(" ");
    const said = new Set(cells.match(/[\w-]+/g));

    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter((key) => !explained.has(key))).toEqual([]);
    expect(values.filter((value) => !said.has(value))).toEqual([]);
  });

  it("names a reader by path as the settings file takes it, by the id of its profile", () => {
    const [profile] = blocksOf("json profile").map((text) => ReaderProfile.parse(JSON.parse(text)));
    const [readers] = blocksOf("json readers").map((text): unknown => JSON.parse(text));
    const site = SiteSettings.parse(JSON.parse(readRepositoryFile("resources/sites/demo.json")));

    expect(SiteSettings.parse({ ...site, readers }).readers.explicit[0]?.profileId).toBe(profile?.id);
  });
});
