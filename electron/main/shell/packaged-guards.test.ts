import { describe, expect, it } from "vitest";
import { findRefusedSwitch } from "./packaged-guards.ts";

const started = (args: readonly string[], platform: NodeJS.Platform = "linux") => ({
  args,
  platform,
  isOn: () => false,
});

describe("findRefusedSwitch", () => {
  it("takes the terminal's own switches, with their values beside or behind them", () => {
    const args = ["--config=/etc/kalian/site.json", "--data-dir", "/var/lib/kalian", "--central=http://127.0.0.1:8443"];
    const more = ["--locale", "en", "--mode=counter", "--reader=auto", "--reader", "magtek-serial=/dev/ttyS0"];

    expect(findRefusedSwitch(started([...args, ...more]), [])).toBeUndefined();
  });

  it("takes what changes only how the program is drawn or read aloud", () => {
    const args = ["--force-device-scale-factor=1.25", "--force-renderer-accessibility", "--ozone-platform=wayland"];

    expect(findRefusedSwitch(started(args), [])).toBeUndefined();
  });

  it.each([
    "--remote-debugging-port",
    "--remote-debugging-pipe",
    "--inspect",
    "--inspect-brk",
    "--inspect-port",
    "--inspect-publish-uid",
    "--no-sandbox",
    "--disable-seccomp-filter-sandbox",
    "--load-extension",
    "--disable-web-security",
    "--utility-cmd-prefix",
    "--js-flags",
    "--user-data-dir",
    "--confg",
    "--",
  ])("refuses %s, and names it without its value", (written) => {
    expect(findRefusedSwitch(started(["--locale=en", `${written}=secret`]), [])).toBe(written);
  });

  it("reads one dash as two, as Chromium does", () => {
    expect(findRefusedSwitch(started(["-no-sandbox"]), [])).toBe("-no-sandbox");
    expect(findRefusedSwitch(started([" --no-sandbox"]), [])).toBe("--no-sandbox");
    expect(findRefusedSwitch(started(["-locale=en"]), [])).toBeUndefined();
  });

  it("reads a slash as a switch on Windows only", () => {
    expect(findRefusedSwitch(started(["/no-sandbox"], "win32"), [])).toBe("/no-sandbox");
    expect(findRefusedSwitch(started(["/home/clerk"]), [])).toBeUndefined();
  });

  it("refuses behind a switch whose value hides nothing", () => {
    expect(findRefusedSwitch(started(["--data-dir", "--inspect"]), [])).toBe("--inspect");
  });

  it("refuses a sandbox that the environment switched off", () => {
    const line = { ...started(["--locale=en"]), isOn: (name: string) => name === "no-sandbox" };

    expect(findRefusedSwitch(line, [])).toBe("--no-sandbox");
  });

  it("takes what a variant adds, and nothing near it", () => {
    const alsoTaken = ["remote-debugging-port"];

    expect(findRefusedSwitch(started(["--remote-debugging-port=0"]), alsoTaken)).toBeUndefined();
    expect(findRefusedSwitch(started(["--remote-debugging-pipe"]), alsoTaken)).toBe("--remote-debugging-pipe");
  });
});
