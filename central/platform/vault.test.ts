import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sealText } from "../testing/seal-text.ts";
import { openKeys } from "./keys.ts";
import { createVault, type Vault } from "./vault.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "kalian-keys-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("key file", () => {
  it("is made once, for its owner's eyes only, and read from then on", async () => {
    const file = path.join(folder, "new", "keys.json");

    const made = await openKeys(file);
    const again = await openKeys(file);

    expect(again).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(file))).toEqual(["keys.json"]);
  });

  it("is used only once its name and those of new folders are on the disk, whoever made it", async () => {
    const file = path.join(folder, "deep", "er", "keys.json");
    const synced: string[] = [];
    const names = (of: string) =>
      `${path.relative(folder, of) || "."}: ${readdirSync(of).filter((name) => /^deep|^er|^keys\.json$/.test(name))}`;
    const recordSync = (of: string) => Promise.resolve(void synced.push(names(of)));

    await openKeys(file, recordSync);
    expect(synced).toEqual(["deep: er", ".: deep", "deep/er: keys.json"]);
    await openKeys(file, recordSync);
    expect(synced.slice(3)).toEqual(["deep/er: keys.json"]);

    const refused = new Error("no such disk");
    await expect(openKeys(file, () => Promise.reject(refused))).rejects.toBe(refused);
  });

  it("is one file, whole, when eight starts make it at once", async () => {
    const file = path.join(folder, "race", "keys.json");
    const all = await Promise.all(Array.from({ length: 8 }, () => openKeys(file)));
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });

  it("is not used when others can read it, or when it is something else", async () => {
    const open = path.join(folder, "open.json");
    await openKeys(open);
    chmodSync(open, 0o644);
    const other = path.join(folder, "other.json");
    writeFileSync(other, '{"schema":1}', { mode: 0o600 });

    await expect(openKeys(open)).rejects.toThrow("can be read by other accounts");
    await expect(openKeys(other)).rejects.toThrow();
    expect(readFileSync(other, "utf8")).toBe('{"schema":1}');
  });
});

describe("vault", () => {
  let vault: Vault;
  let otherVault: Vault;
  beforeAll(async () => {
    vault = await createVault(await openKeys(path.join(folder, "one.json")));
    otherVault = await createVault(await openKeys(path.join(folder, "two.json")));
  });

  it("hashes alike only what is the same text for the same purpose under the same key", () => {
    const hash = vault.hash("card-number", "A12345674");

    expect(hash).toHaveLength(16);
    expect(vault.hash("card-number", "A12345674")).toEqual(hash);
    expect(vault.hash("card-number", "A12345670")).not.toEqual(hash);
    expect(vault.hash("stripe-key", "A12345674")).not.toEqual(hash);
    expect(otherVault.hash("card-number", "A12345674")).not.toEqual(hash);
  });

  it("opens a field only for what and whom it was sealed for, and only unchanged", () => {
    const sealed = vault.sealField("holder-name", "one", "测试𠮷");

    expect(vault.openField("holder-name", "one", sealed)).toBe("测试𠮷");
    expect(vault.sealField("holder-name", "one", "测试𠮷")).not.toEqual(sealed);
    expect(() => vault.openField("holder-name", "two", sealed)).toThrow();
    expect(() => vault.openField("holder-photo", "one", sealed)).toThrow();
    expect(() => otherVault.openField("holder-name", "one", sealed)).toThrow();
    for (const [index] of sealed.entries()) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => vault.openField("holder-name", "one", changed)).toThrow();
    }
  });

  it("opens what was sealed to it, and says so when it can't", async () => {
    const sealed = await sealText(vault.sealingKey, "6222020000000000000");

    expect(await vault.openSealed(sealed)).toEqual({ ok: true, value: "6222020000000000000" });
    expect(await otherVault.openSealed(sealed)).toEqual({ ok: false, error: "unsealable" });
    expect(await otherVault.openSealed({ ...sealed, keyId: otherVault.sealingKey.keyId })).toEqual({
      ok: false,
      error: "unsealable",
    });
    expect(await vault.openSealed({ ...sealed, sealed: "AAAA" })).toEqual({ ok: false, error: "unsealable" });
  });
});
