import { cp, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadTerminalSettings } from "./load-terminal-settings.ts";
import { type CommandLine, parseCommandLine } from "./parse-command-line.ts";
import { describeSettingsFault } from "./settings-fault.ts";

const resourcesDir = fileURLToPath(new URL("../../../resources", import.meta.url));
const nothing: CommandLine = {
  configFile: undefined,
  dataDir: undefined,
  centralUrl: undefined,
  locale: undefined,
  readers: undefined,
};

async function aSiteFile(text: string): Promise<string> {
  const file = path.join(await mkdtemp(path.join(tmpdir(), "kalian-site-")), "site.json");
  await writeFile(file, text);
  return file;
}

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
      error: { code: "settings/invalid", file: "command line", field, position: null, why: expect.any(String) },
    });
  });
});

describe("loadTerminalSettings", () => {
  const good =
    '{"schema":1,"site":{"name":"a","window":"1"},"central":{"url":"http://127.0.0.1:1"},"region":"national"';

  it("loads what is shipped: site, region and every reader profile", async () => {
    const loaded = await loadTerminalSettings(resourcesDir, nothing);

    if (!loaded.ok) throw new Error(loaded.error.field);
    expect(loaded.value.badProfiles).toEqual([]);
    expect(loaded.value.profiles.map((profile) => profile.id)).toContain("magtek-usb-hid");
    expect(loaded.value.site.site.name).toBe("示例区社保中心");
  });

  it("leaves out a reader profile that is wrong, says where, and keeps the others", async () => {
    const ownDir = await mkdtemp(path.join(tmpdir(), "kalian-resources-"));
    for (const folder of ["readers", "regions", "sites"]) {
      await cp(path.join(resourcesDir, folder), path.join(ownDir, folder), { recursive: true });
    }
    const file = path.join(ownDir, "readers", "wrong.json");
    await writeFile(file, '{\n "id": 7}');

    const [shipped, own] = [
      await loadTerminalSettings(resourcesDir, nothing),
      await loadTerminalSettings(ownDir, nothing),
    ];

    if (!shipped.ok || !own.ok) throw new Error("did not load");
    expect(own.value.profiles).toEqual(shipped.value.profiles);
    expect(own.value.badProfiles).toMatchObject([
      { code: "settings/invalid", file, position: { line: expect.any(Number) } },
    ]);
  });

  describe("a site's own reader profiles, in the folder readers beside its settings file", () => {
    const ownText = (change: object = {}): Promise<string> =>
      readFile(path.join(resourcesDir, "readers", "magtek-serial.json"), "utf8").then((text) =>
        JSON.stringify({ ...JSON.parse(text), ...change }),
      );

    /** A settings file that names a reader, with the profiles beside it. */
    async function aSite(profileId: string, files: Readonly<Record<string, string>>): Promise<string> {
      const readers = { explicit: [{ profileId, path: "/dev/ttyS0" }] };
      const configFile = await aSiteFile(`${good}, "readers": ${JSON.stringify(readers)}}`);
      const folder = path.join(path.dirname(configFile), "readers");
      await mkdir(folder);
      for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
      return configFile;
    }

    it("are used beside the program's, and before them: of two that claim a device the first is taken", async () => {
      const configFile = await aSite("own-reader", { "own-reader.json": await ownText({ id: "own-reader" }) });
      const loaded = await loadTerminalSettings(resourcesDir, { ...nothing, configFile });

      if (!loaded.ok) throw new Error(describeSettingsFault(loaded.error));
      const ids = loaded.value.profiles.map(({ id }) => id);
      expect([ids[0], ids.includes("magtek-serial")]).toEqual(["own-reader", true]);
      expect([loaded.value.ownProfiles, loaded.value.badProfiles]).toEqual([["own-reader"], []]);
    });

    it("take the place of the program's of the same id", async () => {
      const configFile = await aSite("magtek-serial", { "magtek-serial.json": await ownText({ model: "改过的" }) });
      const loaded = await loadTerminalSettings(resourcesDir, { ...nothing, configFile });

      const same = loaded.ok ? loaded.value.profiles.filter(({ id }) => id === "magtek-serial") : [];
      expect(same.map(({ model }) => model)).toEqual(["改过的"]);
    });

    it("are left out under another name than their id, so that a copy is never taken for the one that is edited", async () => {
      const configFile = await aSite("own-reader", {
        "own-reader-copy.json": await ownText({ id: "own-reader", model: "B" }),
        "own-reader.json": await ownText({ id: "own-reader", model: "A" }),
      });
      const loaded = await loadTerminalSettings(resourcesDir, { ...nothing, configFile });

      const file = path.join(path.dirname(configFile), "readers", "own-reader-copy.json");
      expect(loaded).toMatchObject({ ok: true, value: { badProfiles: [{ file, field: "id" }] } });
      expect(loaded.ok && loaded.value.profiles[0]?.model).toBe("A");
    });

    it("that are wrong and named say what is wrong with them, with line and column", async () => {
      const configFile = await aSite("own-reader", { "own-reader.json": await ownText({ technology: "x" }) });
      const loaded = await loadTerminalSettings(resourcesDir, { ...nothing, configFile });

      expect(loaded.ok ? "" : describeSettingsFault(loaded.error)).toMatch(
        /site\.json:1:\d+, readers\.explicit\.0\.profileId: must name a reader profile; one was left out: .*own-reader\.json:1:\d+, technology: /,
      );
    });

    it("cost nothing where the folder cannot be read, and the log can say so", async () => {
      const configFile = await aSiteFile(`${good}}`);
      const folder = path.join(path.dirname(configFile), "readers");
      await writeFile(folder, "not a folder");
      const loaded = await loadTerminalSettings(resourcesDir, { ...nothing, configFile });

      expect(loaded).toMatchObject({
        ok: true,
        value: { badProfiles: [{ file: folder, field: "", why: "cannot be read (ENOTDIR)" }] },
      });
    });
  });

  it("does not start where the program's own profiles are gone: it is damaged", async () => {
    await expect(loadTerminalSettings(path.join(tmpdir(), "no-such-folder"), nothing)).rejects.toThrow(/ENOENT/);
  });

  it("lays the command line over the site file", async () => {
    const readers = { discover: false, explicit: [{ profileId: "magtek-serial", path: "/dev/ttyS0" }] };
    const loaded = await loadTerminalSettings(resourcesDir, { ...nothing, centralUrl: "http://127.0.0.1:9", readers });

    expect(loaded).toMatchObject({ ok: true, value: { site: { central: { url: "http://127.0.0.1:9" }, readers } } });
  });

  const oneReader = '{"profileId": "magtek-serial", "path": "/dev/ttyS0"}';

  it.each([
    ["", "", 1, 1, "is not JSON here"],
    ['{\n  "schema": 1,\n}', "", 3, 1, "is not JSON here"],
    ["\uFEFF{}", "schema", 1, 1, "is missing"],
    ['{"schema":1,"site":{"name":"","window":"1"}}', "site.name", 1, 28, "is too short"],
    [`${good},\n "locale": "fr"}`, "locale", 2, 12, 'must be "zh-CN" or "en"'],
    [`${good},\n\n  "sound": {\n    "volume": 2 }}`, "sound.volume", 4, 15, "must be 1 or less"],
    [`${good},\n "policy": {"offline": "yes"}}`, "policy.offline", 2, 24, "must be of type boolean"],
    [`${good},\n "policy": {"deadlineHours": 1.5}}`, "policy.deadlineHours", 2, 30, "must be a whole number"],
    [`${good},\n "terminalId": "x"}`, "terminalId", 2, 16, "is not a setting"],
    [
      `${good},\n "readers": {"explicit": [{"profileId": "p", "pth": "x"}]}}`,
      "readers.explicit.0.path",
      2,
      27,
      "is missing",
    ],
    [
      `${good},\n "readers": {"explicit": [{"path": "/x", "profileId": "typo"}]}}`,
      "readers.explicit.0.profileId",
      2,
      55,
      "must name a reader profile",
    ],
    [
      `${good},\n "readers": {"explicit": [\n${oneReader},\n${oneReader}]}}`,
      "readers.explicit.1.path",
      4,
      40,
      "names a path for the second time",
    ],
    [good.replace("http:", "ftp:").concat("}"), "central.url", 1, 63, "must look like /^https?:\\/\\/[^\\s]+$/"],
  ])("names file, field, line and column of a site file %j", async (text, field, line, column, why) => {
    const file = await aSiteFile(text);

    expect(await loadTerminalSettings(resourcesDir, { ...nothing, configFile: file })).toEqual({
      ok: false,
      error: { code: "settings/invalid", file, field, position: { line, column }, why },
    });
  });

  it("takes a site file of nothing but what must be there, and fills in the rest", async () => {
    const loaded = await loadTerminalSettings(resourcesDir, { ...nothing, configFile: await aSiteFile(`${good}}`) });

    expect(loaded.ok && loaded.value.site).toEqual({
      schema: 1,
      site: { name: "a", window: "1" },
      central: { url: "http://127.0.0.1:1", requestTimeoutMs: 5000 },
      region: "national",
      readers: { discover: true, explicit: [] },
      policy: { offline: true, deadlineHours: 24, goOnWithoutReadAfter: 3 },
      locale: "zh-CN",
      display: { elderMode: false },
      sound: { volume: 0.4 },
    });
  });

  it.each([
    [["typo=/dev/ttyS0"], "must name a reader profile"],
    [["magtek-serial=/dev/ttyS0", "generic-serial-ascii=/dev/ttyS0"], "names a path for the second time"],
  ])("names the switch of readers that could never be opened: %j", async (specs, why) => {
    const commandLine = parseCommandLine(specs.flatMap((spec) => ["--reader", spec]));
    if (!commandLine.ok) throw new Error(commandLine.error.why);

    expect(await loadTerminalSettings(resourcesDir, commandLine.value)).toEqual({
      ok: false,
      error: { code: "settings/invalid", file: "command line", field: "--reader", position: null, why },
    });
  });

  it("names a site file that is not there", async () => {
    const loaded = await loadTerminalSettings(resourcesDir, { ...nothing, configFile: "/nowhere/site.json" });

    expect(loaded).toMatchObject({ ok: false, error: { file: "/nowhere/site.json", why: "cannot be read (ENOENT)" } });
  });
});

it.each([
  [{ line: 4, column: 9 }, "site.name", "/etc/site.json:4:9, site.name: is too short"],
  [{ line: 4, column: 9 }, "", "/etc/site.json:4:9 is too short"],
  [null, "", "/etc/site.json is too short"],
])("a fault is one line that editors can jump from: %j %s", (position, field, line) => {
  const fault = { code: "settings/invalid", file: "/etc/site.json", field, position, why: "is too short" } as const;

  expect(describeSettingsFault(fault)).toBe(line);
});
