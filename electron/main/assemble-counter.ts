import { randomBytes } from "node:crypto";
import path from "node:path";
import { clipboard } from "electron";
import type { Clock } from "../../shared/basics/clock.ts";
import { err, ok, type Result } from "../../shared/basics/result.ts";
import { demoCredentials } from "../../shared/contracts/http.ts";
import { createBusinessDays } from "../../shared/region/business-day.ts";
import { Counter } from "./counter.ts";
import type { CounterRequests } from "./ipc/counter-requests.ts";
import { Delivery } from "./journal/delivery.ts";
import { durableFile } from "./journal/durable-file.ts";
import { nodeJournalFiles } from "./journal/node-journal-files.ts";
import type { TerminalLog } from "./log/terminal-log.ts";
import { openTerminalJournal } from "./open-terminal-journal.ts";
import { electronHostSpawner } from "./readers/electron-host-process.ts";
import { HostKeeper } from "./readers/host-keeper.ts";
import { LinkMonitor } from "./service/link-monitor.ts";
import { createSealingKeyPins } from "./service/sealing-key-pins.ts";
import { createServiceClient } from "./service/service-client.ts";
import { systemTimers } from "./service/system-timers.ts";
import type { TerminalSettings } from "./settings/load-terminal-settings.ts";
import type { CounterWindow } from "./shell/counter-window.ts";
import type { StartFault } from "./shell/report-start-fault.ts";
import { DayWatch } from "./work/day-watch.ts";

/** What the counter is made of, chosen by the composition root. */
export interface CounterParts {
  readonly dataDir: string;
  readonly keyFile: string;
  readonly log: TerminalLog;
  readonly settings: TerminalSettings;
  readonly window: CounterWindow;
  readonly requests: CounterRequests;
  readonly centralUrl: string;
  readonly hostBundle: string;
  readonly scriptedReaders: readonly { readonly profileId: string; readonly path: string }[];
  readonly version: string;
}

const clock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

/** Puts the real adapters behind the counter's ports: disk, network, reader host, window. */
export async function assembleCounter(parts: CounterParts): Promise<Result<Counter, StartFault>> {
  const { dataDir, keyFile, log, settings, centralUrl } = parts;
  const { requestTimeoutMs } = settings.site.central;
  const service = createServiceClient({ baseUrl: centralUrl, requestTimeoutMs });
  if (!service.ok) return err({ code: "settings/invalid", detail: `central.url: ${service.error.kind}` });
  const dayOf = createBusinessDays(settings.region.timeZone);
  const journal = await openTerminalJournal({ dataDir, keyFile, dayOf, clock, log });
  if (!journal.ok) return journal;
  const link = new LinkMonitor({
    baseUrl: centralUrl,
    service: service.value,
    pins: createSealingKeyPins(durableFile(nodeJournalFiles, path.join(dataDir, "sealing-keys.json")), (trouble) =>
      log.warn(trouble, {}),
    ),
    clock,
    timers: systemTimers,
    random: Math.random,
  });
  const delivery = new Delivery({
    journal: journal.value,
    service: service.value,
    link,
    clock,
    timers: systemTimers,
    random: Math.random,
    report: (level, event, fields) => log[level](event, fields),
  });
  const counter = new Counter({
    clock,
    settings,
    version: parts.version,
    operatorId: demoCredentials.operatorId,
    window: parts.window,
    requests: parts.requests,
    log,
    service: service.value,
    journal: journal.value,
    link,
    delivery,
    dayOf,
    days: new DayWatch({ clock, timers: systemTimers, dayOf }),
    keeper: createKeeper(parts),
    copyText: (text) => clipboard.writeText(text),
  });
  counter.start();
  return ok(counter);
}

function createKeeper({ settings, hostBundle, scriptedReaders }: CounterParts): HostKeeper {
  const { readers } = settings.site;
  return new HostKeeper({
    time: { ...clock, ...systemTimers },
    spawn: electronHostSpawner(hostBundle),
    settings: {
      profiles: [...settings.profiles],
      explicit: [...readers.explicit, ...scriptedReaders],
      discover: readers.discover,
      region: settings.regionRules,
      fingerprintKey: randomBytes(32).toString("base64"),
    },
  });
}
