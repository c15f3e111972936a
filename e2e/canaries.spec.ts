import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { badSerialSwipe, spareCard, stock, stripeNumber, type TestCard } from "./harness/cards.ts";
import { test } from "./harness/fixtures.ts";

/** What must lie nowhere: the whole numbers, as they are and as they are drawn in groups. */
function canariesOf(card: TestCard): readonly string[] {
  const grouped = card.cardNumber.replace(/^(...)(...)(...)$/, "$1 $2 $3");
  return [card.cardNumber, grouped, stripeNumber(card), card.track2, card.socialSecurityNumber];
}

/** The bytes a text may have in a file: plain, wide, in hexadecimal, and in base64 wherever it begins. */
function tracesOf(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text);
  return [
    bytes,
    Buffer.from(text, "utf16le"),
    Buffer.from(bytes.toString("hex")),
    ...[0, 1, 2].map((shift) => {
      const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
      // Its first and last characters depend on what stands around it.
      return Buffer.from(encoded.slice(4, Math.floor(((shift + bytes.length) * 8) / 6)));
    }),
  ];
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.path, entry.name));
}

test("no number of a card or person is left in the data folder, in a log, on the output or in a title", async ({
  openCounter,
  central,
  folder,
  serial,
}) => {
  const { terminal, clerk } = await openCounter();
  const cards = [spareCard(), spareCard(), stock("lost"), stock("card-number-stripe")] as const;
  const [confirmed, offline, refused, contradicted] = cards;
  const titles = new Set<string>();
  const noteTitle = async (): Promise<void> => {
    const title = await terminal.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    titles.add(String(title)).add(await clerk.page.title());
  };
  await clerk.isReady();

  await clerk.comesToConfirm(confirmed);
  await noteTitle();
  await clerk.press("Enter");
  await clerk.sees("outcomes.confirmed-title");
  await noteTitle();
  await clerk.letsOutcomeStand();
  await serial.send(badSerialSwipe());
  await clerk.sees("work.bad-read-title");
  await clerk.looksUp(refused);
  await clerk.sees("outcomes.refused-lost-title");
  await noteTitle();
  await clerk.looksUp({ ...contradicted, cardNumber: confirmed.cardNumber });
  await expect(clerk.page.getByRole("alert")).toContainText(clerk.t("work.contradicts-stripe"));
  await noteTitle();
  await clerk.press("Escape");
  await clerk.isReady();
  await central.kill();
  await clerk.looksUp(offline);
  await clerk.attests(offline.socialSecurityNumber.slice(-4));
  await clerk.sees("outcomes.waiting-title");
  await noteTitle();
  await terminal.close();

  const files = [...(await filesBelow(folder)), ...(await filesBelow(path.join(central.databaseFolder, "pgdata")))];
  const texts = { output: terminal.output, service: central.log, titles: [...titles].join("\n") };
  const places = [
    ...(await Promise.all(files.map(async (file) => [file, await readFile(file)] as const))),
    ...Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)] as const),
  ];
  const traces = cards.flatMap(canariesOf).flatMap(tracesOf);
  const found = places.filter(([, bytes]) => traces.some((trace) => bytes.includes(trace))).map(([place]) => place);

  expect(found).toEqual([]);
  // The search finds what is there: names of files that it looked into, and a word in a log.
  const looked = ["data/log/terminal.log", "data/journal/entries.kalian", "data/electron/Preferences"];
  expect(files).toEqual(expect.arrayContaining(looked.map((file) => path.join(folder, file))));
  const control = tracesOf("reader-opened");
  expect(places.filter(([, bytes]) => control.some((trace) => bytes.includes(trace))).map(([place]) => place)).toEqual([
    path.join(folder, "data/log/terminal.log"),
  ]);
  expect(texts.service).toContain('"event"');
});
