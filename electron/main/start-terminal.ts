import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { app, Menu, powerMonitor, session } from "electron";
import type { Result } from "../../shared/basics/result.ts";
import { assembleCounter, type CounterParts } from "./assemble-counter.ts";
import { closingLine } from "./closing-line.ts";
import type { Counter } from "./counter.ts";
import { CounterRequests } from "./ipc/counter-requests.ts";
import { keyFilePath } from "./journal/journal-key.ts";
import { bugFields } from "./log/bug-fields.ts";
import { openTerminalLog, type TerminalLog } from "./log/terminal-log.ts";
import { systemTimers } from "./service/system-timers.ts";
import { loadTerminalSettings, type TerminalSettings } from "./settings/load-terminal-settings.ts";
import { parseCommandLine } from "./settings/parse-command-line.ts";
import { describeSettingsFault, faultFields, type SettingsFault, switchFault } from "./settings/settings-fault.ts";
import { askAfterPageLost } from "./shell/ask-after-page-lost.ts";
import { CounterWindow } from "./shell/counter-window.ts";
import { exitCodes } from "./shell/exit-codes.ts";
import { denyPermissions, harden } from "./shell/harden.ts";
import { openFaultWindow } from "./shell/open-fault-window.ts";
import { findRefusedSwitch, type StartLine } from "./shell/packaged-guards.ts";
import { type StartFault, toldStartFault, writeStartFault } from "./shell/report-start-fault.ts";

/** How the variants of the program differ. Everything else is the same code. */
export interface Flavour {
  /** The reader host's bundle, a file beside main's. */
  readonly hostBundle: string;
  /** Where the pages come from while they are being developed. */
  readonly devServerUrl: string | undefined;
  /** Readers that exist only as a script, beside those of the settings. */
  readonly scriptedReaders: CounterParts["scriptedReaders"];
  /** The address at which the service is reached; development puts a proxy between. */
  readonly reachCentral: (url: string) => Promise<string>;
  /** Switches that this variant takes, when packaged, beside the product's own. */
  readonly extraSwitches: readonly string[];
  readonly onRunning: (running: RunningTerminal) => void;
}

/** The running program, for the development dock. */
export interface RunningTerminal {
  readonly counter: Counter;
  readonly settings: TerminalSettings;
  readonly distDir: string;
  readonly resourcesDir: string;
}

const dataDirFault = switchFault(
  "data-dir",
  "must not hold the account's own settings: the journal's key is kept there",
);
/** A page that does not draw keeps no reader waiting longer than this. */
const drawingLimitMs = 2000;
const distDir = path.resolve(import.meta.dirname, "..");
const resourcesDir = path.resolve(distDir, "..", "resources");

/** Starts the terminal and keeps it until its window is closed. A start that fails says why on standard error and ends with its code. */
export async function startTerminal(flavour: Flavour): Promise<void> {
  // First of all: what the switch would open is not open yet.
  const refused = app.isPackaged ? findRefusedSwitch(startLine(), flavour.extraSwitches) : undefined;
  if (refused !== undefined) return endStart({ code: "start/switch-refused", detail: refused });
  // A counter draws text and lines: without the GPU process it starts sooner and is spared the drivers of old office machines.
  app.disableHardwareAcceleration();
  // Nor does it need a GPU in software, for which Chromium would load Vulkan and OpenGL: 9 MiB and a twentieth of the start (measured).
  app.commandLine.appendSwitch("disable-software-rasterizer");
  harden(app, Menu);
  // Whoever started us may be gone, and with it the other end of what we write to.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const commandLine = parseCommandLine(process.argv.slice(1));
  if (!commandLine.ok) return await tellThenEndStart(settingsFault(commandLine.error));
  const dataDir = path.resolve(commandLine.value.dataDir ?? app.getPath("userData"));
  const keyFile = keyFilePath(app.getPath("appData"), dataDir);
  if (keyFile === undefined) return await tellThenEndStart(settingsFault(dataDirFault));
  app.setPath("userData", path.join(dataDir, "electron"));
  // Nothing is shown: the window that is open comes to the front.
  if (!app.requestSingleInstanceLock()) return endStart({ code: "journal/in-use", detail: dataDir });
  const log = openTerminalLog(dataDir);
  process.on("uncaughtException", (error) => endAfterBug(log, error));
  process.on("unhandledRejection", (error) => endAfterBug(log, error));
  log.info("start", { version: app.getVersion(), electron: process.versions.electron, node: process.versions.node });

  await app.whenReady();
  denyPermissions(session.defaultSession);
  // The page is loaded while settings and journal are read; what it asks waits for the counter.
  const window = openWindow(flavour, log);
  const begun = { dataDir, log, window };
  const settings = await loadTerminalSettings(resourcesDir, commandLine.value);
  if (!settings.ok) return await tellThenEndStart(settingsFault(settings.error), begun);
  logProfiles(log, settings.value);
  await run(flavour, { ...begun, keyFile, settings: settings.value });
}

function logProfiles(log: TerminalLog, { ownProfiles, badProfiles }: TerminalSettings): void {
  if (ownProfiles.length > 0) log.info("reader-profiles-of-site", { profiles: ownProfiles.join(" ") });
  for (const fault of badProfiles) log.warn("reader-profile-left-out", faultFields(fault));
}

function startLine(): StartLine {
  return {
    args: process.argv.slice(1),
    platform: process.platform,
    isOn: (name) => app.commandLine.hasSwitch(name),
  };
}

interface Prepared {
  readonly dataDir: string;
  readonly keyFile: string;
  readonly log: TerminalLog;
  readonly settings: TerminalSettings;
  readonly window: OpenedWindow;
}

interface OpenedWindow {
  readonly counterWindow: CounterWindow;
  readonly requests: CounterRequests;
  /** Resolves when it is shown. */
  readonly shown: Promise<void>;
}

function openWindow({ devServerUrl }: Flavour, log: TerminalLog): OpenedWindow {
  const counterWindow = new CounterWindow({
    distDir,
    devServerUrl,
    timers: systemTimers,
    onPageLost: (reason) => log.error("page-lost", { reason }),
    onPageGivenUp: () => void endWithoutPage(log),
  });
  const requests = new CounterRequests({
    trusted: () => counterWindow.trusted(),
    onRejected: (request, why) => log.warn("request-rejected", { request, why }),
    onFailed: (request, error) => log.error("request-failed", { request, ...bugFields(error) }),
  });
  const shown = counterWindow.open();
  // Whoever waits for it hears of a failure; a window that is taken away has nobody waiting.
  shown.catch(() => undefined);
  return { counterWindow, requests, shown };
}

async function run(flavour: Flavour, { dataDir, keyFile, log, settings, window }: Prepared): Promise<void> {
  const { counterWindow, requests, shown } = window;
  const { name, window: place } = settings.site.site;
  counterWindow.entitle(`卡联 · ${name} · ${place}`);
  const parts: CounterParts = {
    dataDir,
    log,
    settings,
    window: counterWindow,
    requests,
    centralUrl: await flavour.reachCentral(settings.site.central.url),
    scriptedReaders: flavour.scriptedReaders,
    hostBundle: path.join(distDir, "electron", flavour.hostBundle),
    version: app.getVersion(),
    keyFile,
  };
  const assembled: Result<Counter, StartFault> = await assembleCounter(parts);
  if (!assembled.ok) return await tellThenEndStart(assembled.error, { dataDir, log, window });
  const counter = assembled.value;
  keepUntilClosed(counter, log);
  app.on("second-instance", () => counterWindow.focus());
  powerMonitor.on("resume", () => counter.wakeUp());
  await shown;
  // On two cores the start of the reader host would hold up the drawing by a fifth (measured).
  await Promise.race([counter.drawn, pause(drawingLimitMs)]);
  await counter.startOutside();
  flavour.onRunning({ counter, settings, distDir, resourcesDir });
}

function keepUntilClosed(counter: Counter, log: TerminalLog): void {
  let isClosing = false;
  const close = (): void => {
    if (isClosing) return;
    isClosing = true;
    void counter.close().then(
      () => {
        const { waiting, unknown, parked } = counter.queue;
        log.info("end", { waiting, unknown, parked });
        process.stdout.write(closingLine(counter.queue));
        app.exit(Number(process.exitCode ?? 0));
      },
      (error: unknown) => endAfterBug(log, error),
    );
  };
  app.on("window-all-closed", close);
  app.on("before-quit", (event) => {
    event.preventDefault();
    close();
  });
}

/** The page keeps dying: says so with a reference, and ends in order, so that what is under way is finished and kept. */
async function endWithoutPage(log: TerminalLog): Promise<void> {
  const code = "screen/keeps-failing";
  const reference = `page/${Date.now().toString(36).slice(-6)}`;
  log.error("page-given-up", { code, reference });
  const facts = [
    { name: "reference", value: reference },
    { name: "version", value: app.getVersion() },
  ] as const;
  process.exitCode = exitCodes.bug;
  if ((await askAfterPageLost({ title: "page-lost-title", code, facts })) === "restart") app.relaunch();
  app.quit();
}

function settingsFault(fault: SettingsFault): StartFault {
  return { code: fault.code, detail: describeSettingsFault(fault) };
}

type Begun = { readonly dataDir?: string; readonly log?: TerminalLog; readonly window?: OpenedWindow };

/** A start that fails before a person could see why shows it in a window; the program ends once that is closed. */
async function tellThenEndStart(fault: StartFault, { dataDir, log, window }: Begun = {}): Promise<void> {
  log?.error("start-failed", { code: fault.code, detail: fault.detail });
  writeStartFault(fault);
  app.on("window-all-closed", () => undefined);
  window?.counterWindow.discard();
  await openFaultWindow(toldStartFault(fault, dataDir, app.getVersion()));
  app.exit(exitCodes[fault.code]);
}

function endStart(fault: StartFault): void {
  writeStartFault(fault);
  app.exit(exitCodes[fault.code]);
}

/** A bug leaves a state nobody knows: end. What was confirmed is on disk, and the next start reads it. */
function endAfterBug(log: TerminalLog, error: unknown): void {
  const fields = bugFields(error);
  log.error("bug", fields);
  process.stderr.write(`kalian: internal error ${fields.name}, see terminal.log\n`);
  app.exit(exitCodes.bug);
}
