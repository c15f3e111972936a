import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { chmod, mkdir, realpath, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { serialSwipe, spareCard } from "./harness/cards.ts";
import { Clerk } from "./harness/clerk.ts";
import { test as base } from "./harness/fixtures.ts";
import { KeyboardDisplay } from "./harness/keyboard-display.ts";
import { hashesOf, packagedProgram, readArchive, readFuses } from "./harness/package-files.ts";
import { type InstalledProgram, installPackage, PackagedTerminal, runToItsEnd } from "./harness/packaged-terminal.ts";
import { statusOf, until } from "./harness/processes.ts";
import { electronExecutable, inRepository } from "./harness/repository.ts";
import { WatchedService } from "./harness/watched-service.ts";

/** As docs/installing.md lists the exit codes. */
const exitSwitchRefused = 5;
/** Filtered system calls, as /proc/PID/status says it. */
const seccompFilter = "2";

interface Fixtures {
  /** The program as it ships, ready for an ordinary account. */
  readonly shipped: InstalledProgram;
  /** The variant that lets tests in. */
  readonly driven: InstalledProgram;
  /** The service, watched. */
  readonly watched: WatchedService;
  /** Starts a packaged program with the serial reader; ended after the test. */
  readonly start: (program: InstalledProgram, central: string, args?: readonly string[]) => PackagedTerminal;
  readonly keyboard: KeyboardDisplay;
}

const test = base.extend<Fixtures>({
  shipped: async ({ folder }, use) => await use(await installPackage("release", folder)),
  driven: async ({ folder }, use) => await use(await installPackage("release-e2e", folder)),

  watched: async ({ central }, use) => {
    const service = new WatchedService(central.url);
    await service.open();
    await use(service);
    await service.close();
  },

  start: async ({ serial }, use) => {
    const started: PackagedTerminal[] = [];
    await chmod(await realpath(serial.link), 0o666);
    await use((program, central, args = []) => {
      const reader = `--reader=generic-serial-ascii=${serial.link}`;
      const terminal = PackagedTerminal.start(program, [`--central=${central}`, reader, ...args]);
      started.push(terminal);
      return terminal;
    });
    for (const terminal of started) await terminal.close();
  },

  keyboard: async ({ folder: _folder }, use) => {
    const display = await KeyboardDisplay.open();
    await use(display);
    await display.close();
  },
});

test("the program ships with every door of Electron's shut, and the driven variant differs in its entry alone", () => {
  const [shipped, driven] = [packagedProgram("release"), packagedProgram("release-e2e")];
  const fuses = {
    runAsNode: "off",
    cookieEncryption: "on",
    nodeOptions: "off",
    nodeCliInspect: "off",
    asarIntegrity: "on",
    onlyLoadAppFromAsar: "on",
    browserV8Snapshot: "off",
  };
  const [shippedFiles, drivenFiles] = [hashesOf(readArchive(shipped)), hashesOf(readArchive(driven))];
  const differing = [...drivenFiles].filter(([name, hash]) => shippedFiles.get(name) !== hash).map(([name]) => name);

  expect([readFuses(shipped), readFuses(driven)]).toEqual([fuses, fuses]);
  expect(differing).toEqual(["dist/electron/driven.cjs", "package.json"]);
  expect([...shippedFiles.keys()].filter((name) => !drivenFiles.has(name))).toEqual([]);
});

test("the archive holds four bundles, what they read, and of node_modules what the reader host loads", () => {
  const files = readArchive(packagedProgram("release"));
  const own = files.filter(({ name }) => !name.startsWith("node_modules/"));
  const packages = files.flatMap(({ name }) => /^node_modules\/(@serialport|[^/]+)/.exec(name)?.[1] ?? []);
  const assets = own.filter(({ name }) => name.startsWith("dist/renderer/assets/"));
  const code = new Map(own.map(({ name, bytes }) => [name, bytes.toString("utf8")]));

  expect(distinct(own.map(({ name }) => name.replace(/(assets|readers|regions|sites)\/[^/]+$/, "$1")))).toEqual([
    "dist/electron/main.cjs",
    "dist/electron/preload-counter.cjs",
    "dist/electron/reader-host.cjs",
    "dist/renderer/assets",
    "dist/renderer/index.html",
    "package.json",
    "resources/readers",
    "resources/regions",
    "resources/sites",
  ]);
  const loaded = ["@serialport", "debug", "ms", "node-gyp-build", "node-hid", "pkg-prebuilds", "serialport"];
  expect(distinct(packages)).toEqual(loaded);
  const beside = files.filter(({ isUnpacked }) => isUnpacked).map(({ name }) => name.split("/prebuilds/")[1]);
  expect(beside).toEqual([
    "linux-x64/@serialport+bindings-cpp.glibc.node",
    "HID-linux-x64/node-napi-v4.node",
    "HID_hidraw-linux-x64/node-napi-v4.node",
  ]);
  const isAsked = (name: string): boolean => [...code.values()].some((text) => text.includes(path.basename(name)));
  expect(assets.filter(({ name }) => !isAsked(name))).toEqual([]);
  // A bundle names the file that each part came from.
  expect(code.get("dist/electron/main.cjs")).toContain("// electron/main/main.ts\n");
  expect(code.get("dist/electron/main.cjs")).not.toMatch(/^\/\/ electron\/main\/(dev-dock|driven)/m);
  expect(code.get("dist/electron/reader-host.cjs")).toContain("// electron/reader-host/host.ts\n");
  expect(code.get("dist/electron/reader-host.cjs")).not.toMatch(/^\/\/ electron\/reader-host\/.*scripted/m);
});

test("the licence of every package that it holds lies beside it, whole", () => {
  const program = packagedProgram("release");
  const told = readFileSync(path.join(path.dirname(program), "LICENSES.third-party.txt"), "utf8");
  const files = readArchive(program);
  const loaded = files.flatMap(
    ({ name }) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(name)?.[1] ?? [],
  );
  const bundled = files
    .filter(({ name }) => /^dist\/electron\/.*\.cjs$/.test(name))
    .flatMap(({ bytes }) => [...bytes.toString("utf8").matchAll(/^\/\/ node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm)])
    .map(([, name]) => name ?? "");
  // What is in the page is not to be seen in it; in node-hid's library is hidapi.
  const inPage = [
    "clsx",
    "i18next",
    "react",
    "react-aria",
    "react-aria-components",
    "react-dom",
    "react-stately",
    "zustand",
  ];
  const names = distinct([...loaded, ...bundled, ...inPage, "hidapi"]);

  expect(names).toEqual(expect.arrayContaining(["@hpke/core", "pino", "serialport", "zod"]));
  expect(names.filter((name) => !new RegExp(`^${name} \\d.*\\)$`, "m").test(told))).toEqual([]);
  expect(told).not.toContain("brings no text");
});

test("a switch that could open it up ends the program before anything is open", async ({ shipped }) => {
  const switches = [
    "--remote-debugging-port=0",
    "--remote-debugging-pipe",
    "--inspect=0",
    "--inspect-brk=0",
    "--no-sandbox",
    "--load-extension=/tmp",
    "--js-flags=--expose-gc",
  ];

  for (const written of switches) {
    const ended = await runToItsEnd(shipped, [written]);

    expect(ended).toMatchObject({ code: exitSwitchRefused, says: expect.stringContaining(refusal(written)) });
    expect(ended.says).not.toMatch(/listening on ws:/);
  }
});

test("the environment opens nothing: no Node, no module loaded ahead, no sandbox switched off", async ({
  shipped,
  folder,
}) => {
  const marker = path.join(folder, "ahead.cjs");
  await writeFile(marker, 'process.stderr.write("loaded ahead\\n");');
  const ahead = { NODE_OPTIONS: `--require=${marker}` };
  const asNode = { ELECTRON_RUN_AS_NODE: "1" };
  const tryAsNode = ["-e", "process.exit(77)"];

  expect(await runToItsEnd(shipped, tryAsNode, asNode)).toMatchObject({ code: exitSwitchRefused });
  const withAhead = await runToItsEnd(shipped, ["--not-a-switch"], ahead);
  expect(withAhead).toMatchObject({ code: exitSwitchRefused });
  expect(withAhead.says).not.toContain("loaded ahead");
  expect(await runToItsEnd(shipped, [], { ELECTRON_DISABLE_SANDBOX: "1" })).toMatchObject({
    code: exitSwitchRefused,
    says: expect.stringContaining(refusal("--no-sandbox")),
  });

  // The same Electron with its doors open: what is tried here works there.
  const open = spawnSync(electronExecutable(), tryAsNode, { env: { ...process.env, ...asNode, ...ahead } });
  expect([open.status, open.stderr.toString()]).toEqual([77, "loaded ahead\n"]);
});

test("the program as it ships: confined, with both device libraries, it does the job by real keys and ends in order", async ({
  shipped,
  watched,
  keyboard,
  serial,
  start,
  newRows,
}) => {
  const env = { ...shipped.env, DISPLAY: keyboard.name, XAUTHORITY: "" };
  const terminal = start({ ...shipped, env }, watched.url, ["--reader=auto"]);
  await terminal.untilLogged("reader-opened");
  const card = spareCard();

  const [page] = terminal.processes("renderer");
  expect([statusOf(page ?? 0).get("Seccomp"), statusOf(page ?? 0).get("NoNewPrivs")]).toEqual([seccompFilter, "1"]);
  expect(statusOf(terminal.pid).get("Uid")).not.toMatch(/^0\t/);
  await until(() => librariesOf(terminal).length === 2, "the device libraries were not loaded", 10_000);
  expect(librariesOf(terminal)).toEqual(["@serialport+bindings-cpp.glibc.node", "node-napi-v4.node"]);

  await keyboard.focus("卡联");
  await serial.send(serialSwipe(card));
  // Nobody sees this screen: what was typed before the number field was there is typed again.
  await expect(async () => {
    await keyboard.press("ctrl+a");
    await keyboard.type(card.cardNumber);
    await keyboard.press("Return");
    await expect.poll(() => watched.count("POST", "/v1/card-lookups"), { timeout: 1_500 }).toBe(1);
  }).toPass();
  await expect(async () => {
    await keyboard.press("Return");
    expect(await newRows()).toMatchObject([{ outcome: "confirmed", evidence: "stripe" }]);
  }).toPass();

  expect(await terminal.close()).toMatchObject({ code: 0 });
  await terminal.untilLogged("end");
});

test("no key inspects, reloads, enlarges or closes the page: half a number outlives them all", async ({
  shipped,
  watched,
  keyboard,
  serial,
  start,
}) => {
  const env = { ...shipped.env, DISPLAY: keyboard.name, XAUTHORITY: "" };
  const terminal = start({ ...shipped, env }, watched.url);
  await terminal.untilLogged("reader-opened");
  const card = spareCard();
  await keyboard.focus("卡联");
  await serial.send(serialSwipe(card));

  await expect(async () => {
    await keyboard.press("ctrl+a");
    await keyboard.type(card.cardNumber.slice(0, 4));
    for (const keys of ["ctrl+shift+i", "ctrl+r", "ctrl+shift+r", "ctrl+plus", "ctrl+w", "ctrl+q"])
      await keyboard.press(keys);
    await keyboard.type(card.cardNumber.slice(4));
    await keyboard.press("Return");
    await expect.poll(() => watched.count("POST", "/v1/card-lookups"), { timeout: 1_500 }).toBe(1);
  }).toPass();
  expect(terminal.processes("renderer")).toHaveLength(1);
});

test("the signal that makes Node listen for a debugger ends the program instead", async ({
  shipped,
  central,
  start,
}) => {
  const terminal = start(shipped, central.url);
  await terminal.untilLogged("reader-opened");

  process.kill(terminal.pid, "SIGUSR1");

  const { signal, says } = await terminal.ending(5_000);
  expect(signal).toBe("SIGUSR1");
  expect(says).not.toContain("Debugger");
});

test("driven from outside, the job reads as in the checkout, under 演示环境", async ({
  driven,
  central,
  serial,
  start,
  newRows,
}) => {
  const terminal = start(driven, central.url, ["--remote-debugging-port=0"]);
  const clerk = new Clerk({ page: await terminal.drive() }, "zh-CN", (card) => serial.send(serialSwipe(card)));

  await clerk.isReady();
  await expect(clerk.page.getByText(clerk.t("frame.demo"))).toBeVisible();
  await clerk.confirms(spareCard());
  await clerk.sees("outcomes.confirmed-title");

  expect(await newRows()).toHaveLength(1);
  expect(await terminal.close()).toMatchObject({ code: 0 });
});

test("a reader profile of the site's own, in the folder beside its settings file, is the one that is used", async ({
  driven,
  central,
  folder,
  serial,
  start,
}) => {
  const profile = JSON.parse(readFileSync(inRepository("resources/readers/generic-serial-ascii.json"), "utf8"));
  await mkdir(path.join(folder, "site", "readers"), { recursive: true });
  const [site, own] = ["site.json", "readers/generic-serial-ascii.json"].map((name) => path.join(folder, "site", name));
  await writeFile(site ?? "", readFileSync(inRepository("resources/sites/demo.json")));
  await writeFile(own ?? "", JSON.stringify({ ...profile, model: "窗口自备读卡器" }));
  const terminal = start(driven, central.url, ["--remote-debugging-port=0", `--config=${site}`]);
  const clerk = new Clerk({ page: await terminal.drive() }, "zh-CN", (card) => serial.send(serialSwipe(card)));

  await clerk.isReady();
  await clerk.swipes(spareCard());

  await expect(clerk.page.getByText("窗口自备读卡器").first()).toBeVisible();
  await terminal.untilLogged("reader-profiles-of-site");
  expect(await terminal.close()).toMatchObject({ code: 0 });
});

test("a service that does not call itself a demo gets no credentials, and the screen says why", async ({
  driven,
  central,
  serial,
  start,
  newRows,
}) => {
  const production = new WatchedService(central.url, "production");
  await production.open();
  const terminal = start(driven, production.url, ["--remote-debugging-port=0"]);
  const clerk = new Clerk({ page: await terminal.drive() }, "zh-CN", (card) => serial.send(serialSwipe(card)));
  await expect(clerk.status()).toContainText(clerk.t("frame.link-refused"));

  await clerk.seesReader("ready");
  await clerk.swipes(spareCard());
  await clerk.sees("work.bad-read-title-sealing-key-missing");
  await clerk.press("F4");
  await expect(clerk.page.getByText(clerk.t("lists.queue-refused"))).toBeVisible();
  await expect(clerk.page.getByText(clerk.words.errorWords("service/not-demo").cause)).toBeVisible();

  expect(await newRows()).toEqual([]);
  await terminal.close();
  expect(production.requests.filter(({ path: asked, hasToken }) => hasToken || asked !== "/v1/service")).toEqual([]);
  expect(production.requests).not.toEqual([]);
  await production.close();
});

test("a service beyond this machine ends the start, and hears nothing", async ({ shipped, watched, start }) => {
  // The same machine, by an address that does not say so.
  const beyond = watched.url.replace("127.0.0.1", "[::ffff:127.0.0.1]");
  const terminal = start(shipped, beyond);

  await terminal.untilSays(/kalian: settings\/invalid: central\.url: (plain-http-beyond-loopback)/);

  // It says so in a window as well, and stands there until somebody has read it.
  await terminal.ending(0);
  expect(watched.requests).toEqual([]);
});

function refusal(written: string): string {
  return `kalian: start/switch-refused: ${written.split("=")[0]}\n`;
}

/** The native libraries that the reader host has mapped, without folders. */
function librariesOf(terminal: PackagedTerminal): readonly string[] {
  const maps = terminal.processes("utility").map((pid) => readFileSync(`/proc/${pid}/maps`, "utf8"));
  return distinct(maps.flatMap((text) => [...text.matchAll(/\/([^/\n]+\.node)$/gm)].map(([, name]) => name ?? "")));
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
