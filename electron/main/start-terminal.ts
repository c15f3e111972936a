import path from "node:path";
import { app, powerMonitor, session } from "electron";
import type { Result } from "../../shared/basics/result.ts";
import { assembleCounter, type CounterParts } from "./assemble-counter.ts";
import type { Counter } from "./counter.ts";
import { openTerminalLog, type TerminalLog } from "./log/terminal-log.ts";
import { loadTerminalSettings, type TerminalSettings } from "./settings/load-terminal-settings.ts";
import { parseCommandLine } from "./settings/parse-command-line.ts";
import { describeSettingsFault } from "./settings/settings-fault.ts";
import { CounterWindow } from "./shell/counter-window.ts";
import { denyPermissions, harden } from "./shell/harden.ts";
import { exitCodes, reportStartFault, type StartFault } from "./shell/report-start-fault.ts";

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
  readonly onRunning: (running: RunningTerminal) => void;
}

/** The running program, for the development dock. */
export interface RunningTerminal {
  readonly counter: Counter;
  readonly settings: TerminalSettings;
  readonly distDir: string;
  readonly resourcesDir: string;
}

const distDir = path.resolve(import.meta.dirname, "..");
const resourcesDir = path.resolve(distDir, "..", "resources");

/** Starts the terminal and keeps it until its window is closed. A start that fails says why on standard error and ends with its code. */
export async function startTerminal(flavour: Flavour): Promise<void> {
  // A counter draws text and lines: without the GPU process it starts sooner and is spared the drivers of old office machines.
  app.disableHardwareAcceleration();
  harden(app);
  const commandLine = parseCommandLine(process.argv.slice(1));
  if (!commandLine.ok) return endStart({ code: "settings/invalid", detail: describeSettingsFault(commandLine.error) });
  const dataDir = path.resolve(commandLine.value.dataDir ?? app.getPath("userData"));
  app.setPath("userData", path.join(dataDir, "electron"));
  if (!app.requestSingleInstanceLock()) return endStart({ code: "journal/in-use", detail: dataDir });
  const log = openTerminalLog(dataDir);
  process.on("uncaughtException", (error) => endAfterBug(log, error));
  process.on("unhandledRejection", (error) => endAfterBug(log, error));
  log.info("start", { version: app.getVersion(), electron: process.versions.electron, node: process.versions.node });

  const [settings] = await Promise.all([loadTerminalSettings(resourcesDir, commandLine.value), app.whenReady()]);
  if (!settings.ok) return endStart({ code: "settings/invalid", detail: describeSettingsFault(settings.error) }, log);
  for (const fault of settings.value.badProfiles) log.warn("reader-profile-left-out", { ...fault });
  denyPermissions(session.defaultSession);
  await run(flavour, { dataDir, log, settings: settings.value });
}

interface Prepared {
  readonly dataDir: string;
  readonly log: TerminalLog;
  readonly settings: TerminalSettings;
}

async function run(flavour: Flavour, { dataDir, log, settings }: Prepared): Promise<void> {
  const { name, window: place } = settings.site.site;
  const window = new CounterWindow({
    distDir,
    title: `卡联 · ${name} · ${place}`,
    devServerUrl: flavour.devServerUrl,
    onPageLost: (reason) => log.error("page-lost", { reason }),
  });
  const parts: CounterParts = {
    dataDir,
    log,
    settings,
    window,
    centralUrl: await flavour.reachCentral(settings.site.central.url),
    scriptedReaders: flavour.scriptedReaders,
    hostBundle: path.join(distDir, "electron", flavour.hostBundle),
    version: app.getVersion(),
    configDir: app.getPath("appData"),
  };
  const assembled: Result<Counter, StartFault> = await assembleCounter(parts);
  if (!assembled.ok) return endStart(assembled.error, log);
  const counter = assembled.value;
  keepUntilClosed(counter, log);
  app.on("second-instance", () => window.focus());
  powerMonitor.on("resume", () => counter.wakeUp());
  await window.open();
  counter.startReaders();
  flavour.onRunning({ counter, settings, distDir, resourcesDir });
}

function keepUntilClosed(counter: Counter, log: TerminalLog): void {
  let isClosing = false;
  const close = (): void => {
    if (isClosing) return;
    isClosing = true;
    void counter.close().then(
      () => {
        log.info("end");
        app.exit(0);
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

function endStart(fault: StartFault, log?: TerminalLog): void {
  log?.error("start-failed", { code: fault.code, detail: fault.detail });
  reportStartFault(fault, app.isPackaged);
  app.exit(exitCodes[fault.code] ?? exitCodes.other);
}

/** A bug leaves a state nobody knows: end. What was confirmed is on disk, and the next start reads it. */
function endAfterBug(log: TerminalLog, error: unknown): void {
  const name = error instanceof Error ? error.name : "unknown";
  const stack =
    error instanceof Error
      ? (error.stack ?? "")
          .split("\n")
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 5)
          .join(" <- ")
      : "";
  log.error("bug", { name, stack });
  process.stderr.write(`kalian: internal error ${name}, see terminal.log\n`);
  app.exit(exitCodes.bug);
}
