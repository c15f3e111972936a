import { expect } from "@playwright/test";
import { maskOf, spareCard } from "./harness/cards.ts";
import type { Clerk } from "./harness/clerk.ts";
import type { FaultMode } from "./harness/fault-proxy.ts";
import { test } from "./harness/fixtures.ts";
import { startBeside } from "./harness/terminal.ts";

const deliveryLimitMs = 30_000;
/** `journal/in-use`, as the documented exit codes say. */
const exitInUse = 3;

async function saysWhatTheRestartFound(clerk: Clerk): Promise<void> {
  const settled = clerk.page.getByText(clerk.t("work.restart-settled", { settled: 1 }));
  await expect(settled).toBeVisible({ timeout: deliveryLimitMs });
}

for (const [when, mode] of [
  ["before its request arrived", "blackHole"],
  ["after the commit, before the reply", "hold"],
] as const satisfies readonly (readonly [string, FaultMode])[])
  test(`main killed ${when}: after the restart idle with a line, the entry settled, one row`, async ({
    openCounter,
    network,
    newRows,
  }) => {
    const { clerk, terminal } = await openCounter({ centralUrl: network.url });
    const card = spareCard();
    await clerk.isReady();
    await clerk.comesToConfirm(card);
    await network.setMode(mode);
    await clerk.press("Enter");
    await clerk.sees("work.sending-title");
    if (mode === "hold") await expect.poll(newRows).toHaveLength(1);
    await terminal.kill();
    await network.setMode("pass");

    const again = await openCounter({ centralUrl: network.url });
    await again.clerk.isReady();
    await saysWhatTheRestartFound(again.clerk);
    await again.clerk.seesQueue(0);
    expect(await newRows()).toMatchObject([{ outcome: "confirmed", cardNumberMasked: maskOf(card) }]);

    await again.clerk.press("F2");
    const row = again.clerk.page.getByRole("row").filter({ hasText: maskOf(card) });
    await expect(row).toContainText(again.clerk.t("frame.result-confirmed"));
  });

test("an entry that never left is kept by an orderly close and delivered by the next start", async ({
  openCounter,
  central,
  newRows,
}) => {
  const { clerk, terminal } = await openCounter();
  const card = spareCard();
  await clerk.isReady();
  const before = await newRows();
  await central.kill();
  await clerk.looksUp(card);
  await clerk.attests(card.socialSecurityNumber.slice(-4));
  await clerk.sees("outcomes.waiting-title");
  const entryRef = await clerk.entryRef("outcomes.fact-saved-at-entry");
  await terminal.close();
  expect(terminal.output).toContain(
    "kalian: closed; kept for the next start: 1 to send, 0 without an answer, 0 parked",
  );

  const away = await openCounter();
  await expect(away.clerk.page.getByText(away.clerk.t("work.restart-unsettled", { unsettled: 1 }))).toBeVisible();
  await away.clerk.seesQueue(1);
  await central.start();
  await saysWhatTheRestartFound(away.clerk);
  const rows = await newRows();
  expect([before, rows.map(({ entryId }) => entryId.slice(-4))]).toEqual([[], [entryRef]]);
});

test("a second start in the same data folder ends with code 3, and the first works on", async ({
  openCounter,
  newRows,
}) => {
  const { clerk, terminal, options } = await openCounter();
  await clerk.isReady();
  await terminal.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());

  const second = await startBeside(options);

  expect(second).toMatchObject({ code: exitInUse, says: expect.stringContaining("journal/in-use") });
  const isMinimized = (): Promise<boolean | undefined> =>
    terminal.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized());
  await expect.poll(isMinimized).toBe(false);
  await clerk.confirms(spareCard());
  await clerk.sees("outcomes.confirmed-title");
  expect(await newRows()).toHaveLength(1);
});
