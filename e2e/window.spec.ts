import { chmod, readFile, realpath } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { counterPushNames, counterRequestNames } from "../shared/contracts/ipc-names.ts";
import { badSerialSwipe, spareCard } from "./harness/cards.ts";
import { drawnLayers } from "./harness/drawn-layers.ts";
import { test } from "./harness/fixtures.ts";
import { electronAsOrdinaryAccount, isCheckoutReachable } from "./harness/ordinary-account.ts";
import { statusOf } from "./harness/processes.ts";
import { inRepository } from "./harness/repository.ts";

/** The lines of one event in the terminal's log. */
async function logOf(folder: string, event: string): Promise<readonly Record<string, unknown>[]> {
  const text = await readFile(path.join(folder, "data/log/terminal.log"), "utf8");
  const lines: readonly Record<string, unknown>[] = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  return lines.filter((line) => line["event"] === event);
}

/** Filtered system calls, as /proc/PID/status says it. */
const seccompFilter = "2";

test("the page is sandboxed and isolated, and has named methods only", async ({ openCounter }) => {
  const { terminal, clerk } = await openCounter();
  await clerk.isReady();

  const preferences = await terminal.app.evaluate(({ BrowserWindow }) => {
    const contents: unknown = BrowserWindow.getAllWindows()[0]?.webContents;
    const last: unknown = Reflect.get(Object(contents), "getLastWebPreferences").call(contents);
    return Object.fromEntries(
      ["sandbox", "contextIsolation", "nodeIntegration", "webviewTag"].map((name) => [
        name,
        Reflect.get(Object(last), name),
      ]),
    );
  });
  const page = await clerk.page.evaluate(() => ({
    methods: Object.keys(Object(Reflect.get(window, "kalian"))).sort(),
    node: ["require", "process", "module", "Buffer", "global", "electron"].filter((name) => name in window),
  }));

  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
  const subscribers = counterPushNames.map((name) => `on${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  expect(page).toEqual({ methods: [...counterRequestNames, ...subscribers].sort(), node: [] });
});

test("new windows, navigation, permissions, inline script and eval are denied", async ({ openCounter }) => {
  const { terminal, clerk } = await openCounter();
  await clerk.isReady();
  const address = clerk.page.url();

  const prevented = terminal.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once("will-navigate", (event) => resolve(event.defaultPrevented));
      }),
  );
  const attempts = await clerk.page.evaluate(async () => {
    const violations: string[] = [];
    Reflect.set(window, "violations", violations);
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
      violations.push(`${effectiveDirective} ${blockedURI}`),
    );
    const script = document.createElement("script");
    script.textContent = "window.inlineRan = true";
    document.head.append(script);
    const code: unknown = "window.evalRan = true";
    Reflect.apply(setTimeout, window, [code, 0]);
    const asked = ["geolocation", "notifications", "midi", "persistent-storage"] as const;
    const states = asked.map((name) =>
      Reflect.get(navigator.permissions, "query").call(navigator.permissions, { name }),
    );
    return {
      noWindow: window.open("https://example.invalid/") === null,
      permissions: (await Promise.all(states)).map((status) => Reflect.get(Object(status), "state")),
      notifications: await Notification.requestPermission(),
      position: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve("given"),
          ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? "denied" : `error ${code}`),
        ),
      ),
    };
  });
  await clerk.page.evaluate(() => {
    location.href = "https://example.invalid/";
  });

  expect(attempts).toEqual({
    noWindow: true,
    permissions: Array(4).fill("denied"),
    notifications: "denied",
    position: "denied",
  });
  expect(await prevented).toBe(true);
  const blocked = (): Promise<unknown> => clerk.page.evaluate(() => Reflect.get(window, "violations"));
  await expect.poll(blocked).toEqual(["script-src-elem inline", "script-src eval"]);
  const ran = await clerk.page.evaluate(() => ["inlineRan", "evalRan"].filter((name) => name in window));
  expect([ran, clerk.page.url(), terminal.app.windows().length]).toEqual([[], address, 1]);
  // Asked in main: Playwright waits for the end of a navigation that never began.
  expect(await terminal.heading()).toBe(clerk.t("work.idle-title-stripe"));
});

test("a second window with the same page and preload is nobody", async ({ openCounter, newRows }) => {
  const { terminal, clerk } = await openCounter();
  await clerk.isReady();
  await clerk.comesToConfirm(spareCard());

  const files = {
    preload: inRepository("dist/electron/preload-counter.cjs"),
    page: inRepository("dist/renderer/index.html"),
  };
  const replies = await terminal.app.evaluate(async ({ BrowserWindow }, { preload, page }) => {
    const forged = new BrowserWindow({
      show: false,
      webPreferences: { preload, sandbox: true, contextIsolation: true },
    });
    await forged.loadFile(page);
    const attempt = "Promise.all([...Array(60).keys()].map((step) => window.kalian.confirmEntry({ step })))";
    const answers: unknown = await forged.webContents.executeJavaScript(attempt);
    forged.destroy();
    return answers;
  }, files);

  expect(replies).toEqual(Array(60).fill({ kind: "rejected", why: "sender" }));
  await clerk.isSettled();
  await clerk.sees("work.confirm-title");
  expect(await newRows()).toEqual([]);
});

test("a page whose process crashes is back where it was, and the work goes on in main", async ({ openCounter }) => {
  const { terminal, clerk } = await openCounter();
  const card = spareCard();
  await clerk.isReady();
  await clerk.press("F9");
  await clerk.comesToConfirm(card);

  const before = await terminal.rendererPid();
  await terminal.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });

  await expect.poll(() => terminal.rendererPid()).not.toBe(before);
  await expect.poll(() => terminal.heading()).toBe(clerk.t("work.confirm-title"));
  const isLarge = await terminal.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
      "document.documentElement.hasAttribute('data-elder')",
    ),
  );
  expect(isLarge).toBe(true);
});

test("after the machine slept, handles that look open are opened anew and the service is asked again", async ({
  openCounter,
  network,
  folder,
  newRows,
}) => {
  const { terminal, clerk } = await openCounter({ centralUrl: network.url });
  await clerk.isReady();
  await clerk.seesLink("connected");
  const opened = (await logOf(folder, "reader-opened")).length;
  await network.setMode("refuse");

  await terminal.app.evaluate(({ powerMonitor }) => powerMonitor.emit("resume"));

  await clerk.seesLink("away");
  await expect.poll(async () => (await logOf(folder, "reader-opened")).length).toBe(opened + 1);
  await network.setMode("pass");
  await terminal.app.evaluate(({ powerMonitor }) => powerMonitor.emit("resume"));
  await clerk.seesLink("connected");
  await clerk.isReady();
  await clerk.confirms(spareCard());
  await clerk.sees("outcomes.confirmed-title");
  expect(await newRows()).toHaveLength(1);
});

test("a page that keeps dying is given up, said in the log with a reference, and main works on", async ({
  openCounter,
  folder,
}) => {
  const { terminal, clerk } = await openCounter();
  await clerk.isReady();
  await terminal.app.evaluate(({ dialog }) => {
    // The system's own box has no window that can be driven.
    dialog.showMessageBox = () => new Promise(() => undefined);
  });

  for (let death = 0; death < 6; death += 1) {
    const before = await terminal.rendererPid();
    await terminal.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    if (death < 5) await expect.poll(async () => ![0, before].includes(await terminal.rendererPid())).toBe(true);
  }

  await expect
    .poll(() => logOf(folder, "page-given-up"))
    .toEqual([
      expect.objectContaining({
        code: "screen/keeps-failing",
        reference: expect.stringMatching(/^page\/[0-9a-z]{6}$/),
      }),
    ]);
  expect(await logOf(folder, "page-lost")).toHaveLength(6);
});

test("a failure of the page is in the log by its reference, without its message", async ({ openCounter, folder }) => {
  const { clerk } = await openCounter();
  await clerk.isReady();

  await clerk.page.evaluate(() => {
    setTimeout(() => {
      throw new RangeError("holds A12345674");
    });
    void Promise.reject(new TypeError("holds A12345674"));
  });

  await expect
    .poll(async () => (await logOf(folder, "screen-failed")).map(({ name }) => name).sort())
    .toEqual(["RangeError", "TypeError"]);
  const text = await readFile(path.join(folder, "data/log/terminal.log"), "utf8");
  expect(text).toMatch(/"reference":"ui\/[0-9a-z]{6}"/);
  expect(text).not.toContain("holds");
});

test("what turns is drawn on a layer of its own, and nothing is lifted above it", async ({ openCounter, serial }) => {
  const { clerk } = await openCounter();
  await clerk.isReady();
  await serial.send(badSerialSwipe());
  await clerk.sees("work.bad-read-title");
  const page = await clerk.page.evaluate(() => ({ width: innerWidth, height: innerHeight }));

  // A second one at the head of the page, where that of a first contact is seen too briefly: all the rest is drawn after it.
  const spinner = await clerk.page.locator(".spinner").evaluate((shown) => {
    document.querySelector("header")?.prepend(shown.cloneNode(true));
    return { width: shown.clientWidth, height: shown.clientHeight };
  });

  await expect.poll(() => drawnLayers(clerk.page)).toEqual([page, spinner, spinner]);
});

test("as an ordinary account: the page's process is confined, a closed reader says who may open it, the job is done", async ({
  openCounter,
  folder,
  serial,
  newRows,
}) => {
  test.info().skip(!isCheckoutReachable(), "the checkout lies in a folder that is closed to other accounts");
  await chmod(folder, 0o777);
  const device = await realpath(serial.link);
  await chmod(device, 0);
  const executable = await electronAsOrdinaryAccount(folder);
  const { terminal, clerk } = await openCounter(executable === undefined ? {} : { executable });

  const status = statusOf(await terminal.rendererPid());
  expect({ seccomp: status.get("Seccomp"), noNewPrivileges: status.get("NoNewPrivs") }).toEqual({
    seccomp: seccompFilter,
    noNewPrivileges: "1",
  });
  expect(status.get("Uid")?.split("\t")[0]).not.toBe("0");

  await clerk.press("F6");
  const rule = clerk.page.getByRole("region", { name: clerk.t("readers.detail") }).getByRole("code");
  await expect(rule).toContainText(`SUBSYSTEM=="tty", KERNEL=="${path.basename(serial.link)}", MODE="0660"`);
  await chmod(device, 0o666);
  await clerk.press("Enter");
  await clerk.seesReader("ready");
  await clerk.press("Escape");
  await clerk.isReady();
  await clerk.confirms(spareCard());
  await clerk.sees("outcomes.confirmed-title");
  expect(await newRows()).toHaveLength(1);
});
