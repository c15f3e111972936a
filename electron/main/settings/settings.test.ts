import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadTerminalSettings } from "./load-terminal-settings.ts";
import { type CommandLine, parseCommandLine } from "./parse-command-line.ts";

const resourcesDir = fileURLToPath(new URL("../../../resources", import.meta.url));
const nothing: CommandLine = {
  configFile: undefined,
  dataDir: undefined,
  centralUrl: undefined,
  locale: undefined,
  readers: undefined,
};

describe("parseCommandLine", () => {
  it("reads the stable handles among the switches of Chromium", () => {
    const args = [
      "--no-sandbox",
      ".",
      "--central",
      "http://127.0.0.1:1",
      "--data-dir=/x y",
      "--remote-debugging-port=0",
    ];
    const readers = ["--reader", "auto", "--reader", "generic-serial-ascii=/dev/ttyS0", "--locale", "en"];

    expect(parseCommandLine([...args, ...readers])).toEqual({
      ok: true,
      value: {
        configFile: undefined,
        dataDir: "/x y",
        centralUrl: "http://127.0.0.1:1",
        locale: "en",
        readers: { discover: true, explicit: [{ profileId: "generic-serial-ascii", path: "/dev/ttyS0" }] },
      },
    });
  });

  it.each([
    [["--locale", "fr"], "--locale"],
    [["--mode", "kiosk"], "--mode"],
    [["--reader", "ttyS0"], "--reader"],
    [["--reader", "none", "--reader", "auto"], "--reader"],
    [["--central"], "--central"],
    [["--data-dir="], "--data-dir"],
  ])("names the switch of %j", (args, field) => {
    expect(parseCommandLine(args)).toEqual({
      ok: false,
      error: { code: "settings/invalid", file: "command line", field, why: expect.any(String) },
    });
  });
});

describe("loadTerminalSettings", () => {
  it("loads what is shipped: site, region and every reader profile", async () => {
    const loaded = await loadTerminalSettings(resourcesDir, nothing);

    if (!loaded.ok) throw new Error(loaded.error.field);
    expect(loaded.value.badProfiles).toEqual([]);
    expect(loaded.value.profiles.map((profile) => profile.id)).toContain("magtek-usb-hid");
    expect(loaded.value.site.site.name).toBe("示例区社保中心");
  });

  it("lays the command line over the site file", async () => {
    const readers = { discover: false, explicit: [{ profileId: "magtek-serial", path: "/dev/ttyS0" }] };
    const loaded = await loadTerminalSettings(resourcesDir, { ...nothing, centralUrl: "http://127.0.0.1:9", readers });

    expect(loaded).toMatchObject({ ok: true, value: { site: { central: { url: "http://127.0.0.1:9" }, readers } } });
  });

  it.each([
    ["", "", "is not JSON"],
    ["{", "", "is not JSON"],
    ["\uFEFF{}", "schema", expect.any(String)],
    ['{"schema":1,"site":{"name":"","window":"1","kind":"branch"}}', "site.name", expect.any(String)],
  ])("names file and field of a site file %j", async (text, field, why) => {
    const file = path.join(await mkdtemp(path.join(tmpdir(), "kalian-site-")), "site.json");
    await writeFile(file, text);

    expect(await loadTerminalSettings(resourcesDir, { ...nothing, configFile: file })).toEqual({
      ok: false,
      error: { code: "settings/invalid", file, field, why },
    });
  });

  it("names a site file that is not there", async () => {
    const loaded = await loadTerminalSettings(resourcesDir, { ...nothing, configFile: "/nowhere/site.json" });

    expect(loaded).toMatchObject({ ok: false, error: { file: "/nowhere/site.json", why: "cannot be read (ENOENT)" } });
  });
});
