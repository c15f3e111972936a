import path from "node:path";
import { type Injection, Tracer } from "../../lab/tracer.ts";
import { maskOf, type TestCard } from "../harness/cards.ts";
import type { LedgerRow } from "../harness/central.ts";
import type { Clerk } from "../harness/clerk.ts";
import { DrillCounter, type DrillStage } from "./drill-stage.ts";
import { faultsOf, type SeenRound } from "./judge-round.ts";
import { diedAt, type KillPoint, killPointsOf } from "./kill-points.ts";
import type { KillScenario } from "./kill-scenarios.ts";
import { serviceSockets } from "./service-sockets.ts";
import { type CallTarget, readSystemCalls } from "./system-call.ts";

const stepLimitMs = 30_000;
const deathLimitMs = 30_000;

/** What came of one round. A missed one says nothing about the promise. */
export type KillResult =
  | { readonly kind: "missed"; readonly why: string }
  | {
      readonly kind: "killed";
      /** The last title that the clerk was shown. */
      readonly lastTitle: string;
      readonly seen: SeenRound;
      readonly faults: readonly string[];
    };

/** The file that is written at work, by what it is to the promise. */
const fileOf: Readonly<Record<Exclude<CallTarget, "service">, string>> = {
  journal: "journal/entries.kalian",
  log: "log/terminal.log",
  data: "sealing-keys.json",
  other: "",
};

const savedTitles = ["outcomes.confirmed-title", "outcomes.waiting-title", "outcomes.unknown-title"] as const;

/** Runs the scenario unharmed and lists the places where it can be killed. */
export async function recordKillPoints(stage: DrillStage, scenario: KillScenario): Promise<readonly KillPoint[]> {
  const counter = await DrillCounter.make(stage, `record-${scenario.id}`);
  try {
    const card = await stage.nextCard();
    const clerk = await counter.start();
    await clerk.isReady();
    await scenario.prepare(clerk, card, stage.network);
    const { pid } = counter.terminal;
    const openPorts = serviceSockets(pid, portOf(stage)).map(({ localPort }) => localPort);
    const tracer = await Tracer.attach(pid, path.join(stage.folder, `${scenario.id}.trace`));
    await scenario.run(clerk, card, stage.network);
    await clerk.seesQueue(0);
    const calls = readSystemCalls(await tracer.finish(), counter.dataDir, portOf(stage));
    return killPointsOf(calls, { mainThread: pid, openPorts });
  } finally {
    await stage.network.setMode("pass");
    await counter.close();
  }
}

/** Runs the scenario, kills main at the point, starts it again and judges what is there. */
export async function killAt(stage: DrillStage, scenario: KillScenario, point: KillPoint): Promise<KillResult> {
  const card = await stage.nextCard();
  const counter = await DrillCounter.make(stage, `kill-${card.cardNumber}`);
  try {
    const before = await rowsOf(stage, card);
    if (before.length > 0) throw new Error("the card was used before");
    const clerk = await counter.start();
    const titles = await watchTitles(clerk);
    await clerk.isReady();
    await scenario.prepare(clerk, card, stage.network);
    const why = await runUntilDeath(stage, scenario, { counter, clerk, card, point });
    await stage.network.setMode("pass");
    if (why !== undefined) return { kind: "missed", why };
    return await restart(stage, counter, card, titles);
  } finally {
    await stage.network.setMode("pass");
    await counter.close();
  }
}

interface Victim {
  readonly counter: DrillCounter;
  readonly clerk: Clerk;
  readonly card: TestCard;
  readonly point: KillPoint;
}

/** Says why the run does not count; undefined when main died by the signal at just this call. */
async function runUntilDeath(
  stage: DrillStage,
  scenario: KillScenario,
  { counter, clerk, card, point }: Victim,
): Promise<string | undefined> {
  const { terminal, dataDir } = counter;
  const trace = path.join(stage.folder, `${card.cardNumber}.trace`);
  const tracer = await Tracer.attach(terminal.pid, trace, injectionFor(stage, counter, point));
  const died = terminal.untilDeath(deathLimitMs);
  // It ends with an error when the terminal dies, which is what the round is for.
  const ran = scenario.run(clerk, card, stage.network).then(
    () => "the work came to its end",
    () => undefined,
  );
  const signal = await Promise.race([died, ran.then((end) => (end === undefined ? died : undefined))]);
  if (signal !== "SIGKILL") {
    await tracer.finish();
    return signal === undefined ? "it was not killed" : `it ended by ${signal}`;
  }
  const calls = readSystemCalls(await tracer.finish(), dataDir, portOf(stage));
  return diedAt(point, calls) ? undefined : "it was killed at another call";
}

function injectionFor(stage: DrillStage, { dataDir, terminal }: DrillCounter, point: KillPoint): Injection {
  const { call, nth, target, isKnown } = point;
  if (!isKnown) return { deed: "SIGKILL", call, nth, only: [] };
  const sockets = serviceSockets(terminal.pid, portOf(stage)).map(({ name }) => name);
  const only = target === "service" ? sockets : [path.join(dataDir, fileOf[target])];
  return { deed: "SIGKILL", call, nth, only };
}

async function restart(
  stage: DrillStage,
  counter: DrillCounter,
  card: TestCard,
  titles: readonly string[],
): Promise<KillResult> {
  const rowsAtDeath = (await rowsOf(stage, card)).length;
  const clerk = await counter.start();
  await clerk.isReady();
  const hasNotice = await readNotice(clerk);
  await clerk.seesQueue(0);
  const isListed = await isListedAsConfirmed(clerk, card);
  const rowsKept = (await rowsOf(stage, card)).length;
  if (rowsKept === 0) {
    await clerk.confirms(card);
    await clerk.sees("outcomes.confirmed-title");
  }
  const rowsAtEnd = await rowsOf(stage, card);
  const seen: SeenRound = {
    saidSaved: savedTitles.some((title) => titles.includes(clerk.t(title))),
    saidConfirmed: titles.includes(clerk.t("outcomes.confirmed-title")),
    rowsAtDeath,
    hasNotice,
    isListed,
    rowsKept,
    outcomesAtEnd: rowsAtEnd.map(({ outcome }) => outcome),
  };
  return { kind: "killed", lastTitle: titles.at(-1) ?? "", seen, faults: faultsOf(seen) };
}

/** Titles that were on screen from now on, also after the page is gone. */
async function watchTitles(clerk: Clerk): Promise<readonly string[]> {
  const titles: string[] = [];
  clerk.page.on("console", (message) => {
    const [, title] = /^drill-title (.*)$/.exec(message.text()) ?? [];
    if (title !== undefined) titles.push(title);
  });
  await clerk.page.evaluate(() => {
    let last = "";
    const look = (): void => {
      const title = document.querySelector("h1")?.textContent ?? "";
      if (title !== last) console.log(`drill-title ${title}`);
      last = title;
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
    look();
  });
  return titles;
}

/** Whether the idle screen tells of an entry of the run before, in the end as settled; it tells of it until a card is read. */
async function readNotice(clerk: Clerk): Promise<boolean> {
  await clerk.isSettled();
  const settled = clerk.page.getByText(clerk.t("work.restart-settled", { settled: 1 }));
  const unsettled = clerk.page.getByText(clerk.t("work.restart-unsettled", { unsettled: 1 }));
  if ((await settled.or(unsettled).count()) === 0) return false;
  await settled.waitFor({ timeout: stepLimitMs });
  return true;
}

async function isListedAsConfirmed(clerk: Clerk, card: TestCard): Promise<boolean> {
  await clerk.press("F2");
  const rows = clerk.page.getByRole("row");
  // Below the head: the entries, or the row that says there are none.
  await rows.nth(1).waitFor();
  const texts = await rows.filter({ hasText: maskOf(card) }).allInnerTexts();
  await clerk.press("Escape");
  await clerk.sees("work.idle-title-stripe");
  return texts.some((text) => text.includes(clerk.t("frame.result-confirmed")));
}

/** The sample people have no two spare cards of one mask. */
async function rowsOf(stage: DrillStage, card: TestCard): Promise<readonly LedgerRow[]> {
  return (await stage.central.ledger()).filter(({ cardNumberMasked }) => cardNumberMasked === maskOf(card));
}

function portOf(stage: DrillStage): number {
  return Number(new URL(stage.network.url).port);
}
