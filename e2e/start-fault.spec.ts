import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { type ElectronApplication, expect, type Page } from "@playwright/test";
import { test } from "./harness/fixtures.ts";
import { inRepository } from "./harness/repository.ts";
import { startBeside, startUndriven } from "./harness/terminal.ts";

/** `settings/invalid`, as the documented exit codes say. */
const exitSettingsInvalid = 2;

test("a start that fails says why in a window, in both languages, and ends with its code once that is closed", async ({
  folder,
}) => {
  const config = path.join(folder, "site <1>.json");
  await writeFile(config, '{ "schema": 1,\n  "site": { "name": "" } }\n');
  const app = await startUndriven(path.join(folder, "data"), [`--config=${config}`]);
  const exited = once(app.process(), "exit");

  const page = await faultWindowOf(app);
  await expect(page.getByRole("heading")).toHaveText(["卡联没有启动", "Kalian did not start"]);
  const text = (await page.locator("main").textContent()) ?? "";
  await page.close();
  const [code] = await exited;

  const told = ["settings/invalid", config, "site.name", path.join(folder, "data"), "请信息科", "IT corrects"];
  expect(told.filter((part) => !text.includes(part))).toEqual([]);
  expect(code).toBe(exitSettingsInvalid);
});

test("a window that is closed while its page loads ends the program in order, with nothing to report", async ({
  folder,
}) => {
  const dataDir = path.join(folder, "data");
  const options = { dataDir, centralUrl: "http://127.0.0.1:9", readers: [], locale: "zh-CN" } as const;

  const { code, says } = await startBeside(options, inRepository("e2e/harness/close-at-load.cjs"));

  expect([code, says.includes("internal error")]).toEqual([0, false]);
});

/** The window of a fault has no file: main writes it. The counter's own window, opened ahead, is taken away before. */
async function faultWindowOf(app: ElectronApplication): Promise<Page> {
  const find = (): Page | undefined => app.windows().find((page) => page.url().startsWith("data:"));
  await expect.poll(() => find() !== undefined).toBe(true);
  const [page, ...others] = app.windows();
  if (page === undefined || page !== find()) throw new Error("another window stands beside the fault's");
  expect(others).toEqual([]);
  return page;
}
