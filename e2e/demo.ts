// The guided demo: the real program on virtual devices, told in pictures in out/demo/index.html.
// Exit code 0; 3 where virtual devices cannot be had and the scripted reader stood in; 1 when the story did not come out as it should.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "@playwright/test";
import { type DemoDevices, type DemoReader, demoDevices } from "./demo/demo-devices.ts";
import { DemoRecorder } from "./demo/demo-recorder.ts";
import { maskOf, stock, type TestCard } from "./harness/cards.ts";
import { Central, type LedgerRow } from "./harness/central.ts";
import { Clerk } from "./harness/clerk.ts";
import { inRepository } from "./harness/repository.ts";
import { Terminal } from "./harness/terminal.ts";

const scriptedInsteadCode = 3;

interface Stage {
  readonly recorder: DemoRecorder;
  readonly central: Central;
  readonly terminal: Terminal;
  readonly devices: DemoDevices;
}

const folder = await mkdtemp(path.join(tmpdir(), "kalian-demo-"));
const central = new Central(path.join(folder, "central"));
let devices: DemoDevices | undefined;
let terminal: Terminal | undefined;
try {
  console.log("Starting the central service with sample people…");
  await central.start();
  devices = await demoDevices();
  console.log("Starting the terminal…");
  terminal = await Terminal.launch({
    dataDir: path.join(folder, "terminal"),
    centralUrl: central.url,
    readers: devices.readers,
    locale: "zh-CN",
    entry: devices.entry,
    ...(devices.deviceEnv === undefined ? {} : { deviceEnv: devices.deviceEnv }),
  });
  await devices.opened();
  const recorder = await DemoRecorder.begin(inRepository("out/demo"));
  await tell({ recorder, central, terminal, devices });
  const page = await recorder.finish(await remarkOf(terminal, central));
  console.log(`Done: ${page}`);
  process.exitCode = devices.areReal ? 0 : scriptedInsteadCode;
} catch (problem) {
  console.error("The demo did not come out:", problem);
  process.exitCode = 1;
} finally {
  await terminal?.close();
  await devices?.stop();
  await central.stop();
  await rm(folder, { recursive: true, force: true });
}

async function tell(stage: Stage): Promise<void> {
  await confirmOne(stage, stage.devices.serial, "normal-known-medium", {
    zh: "串口磁条：刷卡、录入、核对、确认",
    en: "Serial stripe reader: swipe, number, compare, confirm",
  });
  await confirmOne(stage, stage.devices.hid, "normal-unknown-medium", {
    zh: "USB HID 磁条：磁条没登记过，确认后中心学会",
    en: "USB HID reader: a stripe the service does not know yet and learns by the association",
  });
  await refuseLost(stage);
  await refuseContradiction(stage);
  await associateWhileAway(stage);
  await agreeWithLedger(stage);
}

function clerkAt(stage: Stage, reader: DemoReader, card: TestCard): Clerk {
  return new Clerk(stage.terminal, "zh-CN", () => reader.swipe(stage.terminal, card));
}

async function rowOf(stage: Stage, card: TestCard): Promise<LedgerRow> {
  const rows = (await stage.central.ledger()).filter(({ cardNumberMasked }) => cardNumberMasked === maskOf(card));
  const [row] = rows;
  if (row === undefined || rows.length !== 1) throw new Error(`${rows.length} ledger rows for ${maskOf(card)}`);
  return row;
}

async function confirmOne(
  stage: Stage,
  reader: DemoReader,
  purpose: "normal-known-medium" | "normal-unknown-medium",
  title: { readonly zh: string; readonly en: string },
): Promise<void> {
  const card = stock(purpose);
  const clerk = clerkAt(stage, reader, card);
  const { recorder, terminal: shown } = stage;
  await clerk.isReady();
  await recorder.picture(shown.page, "等待刷卡。", "Idle: waiting for a card.");
  await clerk.startsWith(card);
  await clerk.types(card.cardNumber);
  await recorder.picture(
    shown.page,
    "读到卡，照着卡面录入卡号。",
    "A card was read; the number is typed from its face.",
  );
  await clerk.press("Enter");
  await clerk.sees("work.confirm-title");
  await clerk.isArmed("work.confirm-button");
  await recorder.picture(
    shown.page,
    "中心查到持卡人，与身份证核对。",
    "The service names the holder, to compare with the document.",
  );
  await clerk.press("Enter");
  await clerk.sees("outcomes.confirmed-title");
  await recorder.picture(shown.page, "已确认：台账里有了这一行。", "Confirmed: the row is in the ledger.");
  const row = await rowOf(stage, card);
  const { library, device } = reader;
  recorder.step(title, { step: purpose, library, device, outcome: row.outcome, entryId: row.entryId }, { ...row });
  await clerk.goesOn();
}

async function refuseLost(stage: Stage): Promise<void> {
  const card = stock("lost");
  const reader = stage.devices.hid;
  const clerk = clerkAt(stage, reader, card);
  await clerk.looksUp(card);
  await clerk.sees("outcomes.refused-lost-title");
  await stage.recorder.picture(stage.terminal.page, "挂失的卡：查询就到此为止。", "A lost card ends at the look-up.");
  const { library, device } = reader;
  stage.recorder.step(
    { zh: "挂失卡，不能关联", en: "A lost card is refused" },
    { step: "lost", library, device, outcome: "refused/lost", entryId: null },
    null,
  );
  await clerk.goesOn();
}

async function refuseContradiction(stage: Stage): Promise<void> {
  const card = stock("card-number-stripe");
  const reader = stage.devices.serial;
  const clerk = clerkAt(stage, reader, card);
  await clerk.startsWith(card);
  await clerk.types("000000019");
  await clerk.press("Enter");
  await expect(stage.terminal.page.getByText(clerk.t("work.contradicts-stripe"))).toBeVisible();
  await stage.recorder.picture(
    stage.terminal.page,
    "磁条里就是卡号，录入的却是另一个：不能继续。",
    "The stripe itself carries a card number and another one was typed: there is no way on.",
  );
  const { library, device } = reader;
  stage.recorder.step(
    { zh: "录入的卡号与磁条矛盾，不能关联", en: "A number that contradicts the card is refused" },
    { step: "contradiction", library, device, outcome: "contradicts-medium", entryId: null },
    null,
  );
  await clerk.press("Escape");
  await clerk.sees("work.idle-title-stripe");
}

async function associateWhileAway(stage: Stage): Promise<void> {
  const card = stock("no-photo");
  const reader = stage.devices.serial;
  const clerk = clerkAt(stage, reader, card);
  const { recorder, terminal: shown } = stage;
  await stage.central.kill();
  await clerk.seesLink("away");
  await clerk.looksUp(card);
  await clerk.sees("work.attest-title");
  await recorder.picture(
    shown.page,
    "中心连不上：核对证件，离线办理。",
    "The service is away: the clerk attests the identity document.",
  );
  await clerk.attests(card.socialSecurityNumber.slice(-4));
  await clerk.sees("outcomes.waiting-title");
  await recorder.picture(
    shown.page,
    "已存在本机，待上传；不叫已确认。",
    "Saved here, to be sent; never called confirmed.",
  );
  await clerk.goesOn();
  await stage.central.start();
  await clerk.seesLink("connected");
  await clerk.seesQueue(0);
  await clerk.press("F2");
  await recorder.picture(
    shown.page,
    "中心恢复，自动送达。",
    "The service is back and the entry was delivered by itself.",
  );
  await clerk.press("Escape");
  const row = await rowOf(stage, card);
  const { library, device } = reader;
  recorder.step(
    { zh: "中心停了也能办，恢复后自动送达", en: "Made while the service was down, delivered when it came back" },
    { step: "offline", library, device, outcome: row.outcome, entryId: row.entryId },
    { ...row },
  );
}

/** The story holds only if the ledger tells the same one. */
async function agreeWithLedger({ recorder, central: service }: Stage): Promise<void> {
  const told = recorder.steps.flatMap(({ line }) => (line.entryId === null ? [] : [line.entryId]));
  const kept = (await service.ledger()).map(({ entryId }) => entryId);
  expect([...kept].sort()).toEqual([...told].sort());
}

async function remarkOf(shown: Terminal, service: Central): Promise<string> {
  const electron = await shown.app.evaluate(() => process.versions.electron);
  return `Electron ${electron} · Node ${process.version} · ${service.url} · ${new Date().toISOString()}`;
}
