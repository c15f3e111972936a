import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadTerminalSettings } from "../electron/main/settings/load-terminal-settings.ts";
import { parseCommandLine } from "../electron/main/settings/parse-command-line.ts";
import { exitCodes } from "../electron/main/shell/exit-codes.ts";
import { displaySwitches, ownSwitches } from "../electron/main/shell/packaged-guards.ts";
import { udevRuleFor } from "../electron/reader-host/keeper/udev-rule.ts";
import type { ReaderProfile } from "../shared/readers/reader-profile.ts";
import { ROOT } from "./project-files.mjs";

/** Chromium's, by the trap that ends it, and the ordinary end: codes that are not the program's own. */
const otherCodes = [0, 133];

const textOf = (file: string): string => readFileSync(`${ROOT}/${file}`, "utf8");

describe.each(["docs/installing.md", "docs/installing.zh-CN.md"])("%s", (page) => {
  it("lists every exit code", () => {
    const listed = [...textOf(page).matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));

    const given = new Set([...Object.values(exitCodes), ...otherCodes]);
    expect(listed).toEqual([...given].sort((a, b) => a - b));
  });

  it("lists every switch that a packaged program takes, and no other", () => {
    const table = textOf(page)
      .split("\n")
      .filter((line) => line.startsWith("| `--"))
      .flatMap((line) => [...line.matchAll(/`--([a-z-]+)/g)].map(([, name]) => name));

    expect([...new Set(table)].sort()).toEqual([...ownSwitches, ...displaySwitches].sort());
  });
});

it("the rules for udev name every reader of the profiles that come with the program, and no other", async () => {
  const commandLine = parseCommandLine([]);
  const loaded = commandLine.ok ? await loadTerminalSettings(`${ROOT}/resources`, commandLine.value) : commandLine;
  const profiles = loaded.ok && "profiles" in loaded.value ? loaded.value.profiles : [];

  const rules = textOf("resources/packaging/linux/70-kalian-readers.rules")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  expect(rules.sort()).toEqual(profiles.flatMap(rulesOf).sort());
  expect(rules.length).toBeGreaterThan(0);
});

function rulesOf({ family, usb }: ReaderProfile): readonly string[] {
  const transport = family === "magtek-hid" ? "hid" : "serial";
  return usb.map((ids) => udevRuleFor({ transport, node: "", usb: ids }));
}
