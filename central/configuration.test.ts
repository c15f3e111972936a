import { describe, expect, it } from "vitest";
import { readConfiguration } from "./configuration.ts";

describe("configuration", () => {
  it("of a demo: embedded database and keys in the data folder, loopback, another city's register that is silent", () => {
    expect(readConfiguration(["--data-dir", "a b/卡联", "--port", "0", "--demo"], {})).toEqual({
      ok: true,
      value: {
        environment: "demo",
        source: { kind: "embedded", dataDir: "a b/卡联" },
        keysFile: "a b/卡联/keys.json",
        host: "127.0.0.1",
        port: 0,
        registerUrls: new Map([["330100", "http://127.0.0.1:9"]]),
      },
    });
  });

  it("of production: a database by its address, keys where they are told to be, no register but the named", () => {
    const env = { DATABASE_URL: "postgres://db.example/kalian", KALIAN_KEYS_FILE: "/etc/kalian/keys.json" };
    const args = ["--host", "0.0.0.0", "--port", "443", "--register", "330100=https://register.example/api/"];
    expect(readConfiguration(args, env)).toEqual({
      ok: true,
      value: {
        environment: "production",
        source: { kind: "url", url: "postgres://db.example/kalian" },
        keysFile: "/etc/kalian/keys.json",
        host: "0.0.0.0",
        port: 443,
        registerUrls: new Map([["330100", "https://register.example/api"]]),
      },
    });
  });

  it.each([
    ["a demo that others could reach", ["--demo", "--data-dir", "d", "--host", "0.0.0.0"], /loopback only/],
    ["an embedded database outside a demo", ["--data-dir", "d"], /for --demo only/],
    ["a demo without a folder", ["--demo"], /--data-dir/],
    ["a port that is none", ["--demo", "--data-dir", "d", "--port", "http"], /--port/],
    ["a register without its city", ["--demo", "--data-dir", "d", "--register", "http://x"], /--register/],
    ["an option nobody knows", ["--demo", "--data-dir", "d", "--verbose"], /--verbose/],
  ])("refuses %s", (_what, args, why) => {
    const read = readConfiguration(args, {});
    expect(read.ok ? "" : read.error).toMatch(why);
  });

  it("needs to know where the keys are when the database is somebody else's", () => {
    const read = readConfiguration([], { DATABASE_URL: "postgres://db.example/kalian" });
    expect(read.ok ? "" : read.error).toMatch(/KALIAN_KEYS_FILE/);
  });
});
