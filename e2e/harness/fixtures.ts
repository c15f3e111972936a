import { chmod, copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test as base } from "@playwright/test";
import { type Lab, startLab } from "../../lab/lab-client.ts";
import { VirtualSerialPty } from "../../lab/serial-pty.ts";
import type { Locale } from "../../shared/words/catalogue.ts";
import { serialSwipe, type TestCard } from "./cards.ts";
import { Central, type LedgerRow, today } from "./central.ts";
import { Clerk, type Swipe } from "./clerk.ts";
import { FaultProxy } from "./fault-proxy.ts";
import { Terminal, type TerminalOptions } from "./terminal.ts";

/** One terminal with what stands around it. */
export interface Counter {
  readonly terminal: Terminal;
  readonly clerk: Clerk;
  readonly options: TerminalOptions;
}

export interface CounterOptions extends Partial<Omit<TerminalOptions, "dataDir">> {
  /** How the clerk swipes; through the serial reader by default. */
  readonly swipe?: Swipe;
}

interface Fixtures {
  /** A folder of the test's own, for data and devices. */
  readonly folder: string;
  /** A serial reader at a path in the folder, plugged in. */
  readonly serial: VirtualSerialPty;
  /** The network between terminal and service. Nothing goes through it unless the test opens the counter with its URL. */
  readonly network: FaultProxy;
  /** Starts a terminal in the test's folder, with the serial reader; again after it was closed or killed. */
  readonly openCounter: (options?: CounterOptions) => Promise<Counter>;
  /** A lab with virtual USB devices, running. */
  readonly lab: Lab;
  /** Rows that came into the ledger since the test began. */
  readonly newRows: () => Promise<readonly LedgerRow[]>;
}

interface WorkerFixtures {
  /** Where folders of tests are made. */
  readonly temporaryFolder: string;
  readonly startedCentral: Central;
}

/** The service and its ledger, running and answering at the start of every test, whatever an earlier test did to it. */
interface TestCentral {
  readonly central: Central;
}

export const test = base.extend<Fixtures & TestCentral, WorkerFixtures>({
  temporaryFolder: [tmpdir(), { scope: "worker", option: true }],

  startedCentral: [
    async ({ temporaryFolder }, use) => {
      const folder = await makeFolder(temporaryFolder, "central");
      const central = new Central(path.join(folder, "data"));
      const endNow = (): void => central.endNow();
      process.on("exit", endNow);
      try {
        await central.start();
        await use(central);
      } finally {
        await central.stop();
        process.off("exit", endNow);
        await rm(folder, { recursive: true, force: true });
      }
    },
    { scope: "worker", timeout: 120_000 },
  ],

  central: async ({ startedCentral }, use) => {
    startedCentral.resumeDatabase();
    if (!startedCentral.isRunning) await startedCentral.start();
    await use(startedCentral);
  },

  folder: async ({ temporaryFolder }, use) => {
    const folder = await makeFolder(temporaryFolder, "test");
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },

  serial: async ({ folder }, use) => {
    const reader = new VirtualSerialPty(path.join(folder, "ttyS0"));
    await reader.plug();
    await use(reader);
    // A test may have pulled the cable itself.
    await reader.unplug().catch(() => undefined);
  },

  network: async ({ central }, use) => {
    const proxy = new FaultProxy(central.url);
    await proxy.open();
    await use(proxy);
    await proxy.close();
  },

  lab: async ({ folder: _folder }, use) => {
    const lab = await startLab();
    await use(lab);
    await lab.stop();
  },

  openCounter: async ({ central, folder, serial }, use, testInfo) => {
    const terminals: Terminal[] = [];
    const dataDir = path.join(folder, "data");
    await use(
      async ({
        swipe = (card: Pick<TestCard, "track2">) => serial.send(serialSwipe(card)),
        ...wishes
      }: CounterOptions = {}) => {
        const locale: Locale = wishes.locale ?? "zh-CN";
        const readers = [`generic-serial-ascii=${serial.link}`];
        const options: TerminalOptions = { readers, centralUrl: central.url, ...wishes, locale, dataDir };
        const terminal = await Terminal.launch(options);
        terminals.push(terminal);
        return { terminal, clerk: new Clerk(terminal, locale, swipe), options };
      },
    );
    if (testInfo.status !== testInfo.expectedStatus) {
      await terminals
        .at(-1)
        ?.page.screenshot({ path: testInfo.outputPath("screen.png"), timeout: 5_000 })
        .catch(() => undefined);
      await copyFile(path.join(dataDir, "log/terminal.log"), testInfo.outputPath("terminal.log")).catch(
        () => undefined,
      );
    }
    for (const terminal of terminals) await terminal.close();
  },

  newRows: async ({ central }, use) => {
    const firstDay = today();
    const known = new Set((await central.ledger(firstDay)).map(({ entryId }) => entryId));
    await use(async () => {
      // A test may run over midnight.
      const days = new Set([firstDay, today()]);
      const rows = (await Promise.all([...days].map((day) => central.ledger(day)))).flat();
      return rows.filter(({ entryId }) => !known.has(entryId));
    });
  },
});

async function makeFolder(parent: string, what: string): Promise<string> {
  const folder = await mkdtemp(path.join(parent, `kalian-e2e-${what}-`));
  // The database's account, and the account that some tests run the terminal under, must pass through.
  await chmod(folder, 0o755);
  return folder;
}
