import path from "node:path";
import { expect, it } from "vitest";
import { err } from "../../../shared/basics/result.ts";
import { durableFile } from "./durable-file.ts";
import { ForgetfulJournalFiles } from "./forgetful-journal-files.ts";
import { get } from "./journal.fixture.ts";
import { createKeyFile, createOsKeyStore, keyFilePath, obtainJournalKey, type SafeStorage } from "./journal-key.ts";

const wrappedFile = "/data/journal/key.wrapped";
const plainFile = "/keys/journal";

/** A key store that turns a text about; another session's can't turn it back. */
function aStore(available: boolean, session = "a"): SafeStorage {
  return {
    isEncryptionAvailable: () => available,
    encryptString: (text) => Buffer.from(`${session}:${[...text].reverse().join("")}`),
    decryptString: (sealed) => {
      const [owner, text] = sealed.toString().split(":");
      if (owner !== session || text === undefined) throw new Error("not mine");
      return [...text].reverse().join("");
    },
  };
}

function both(files: ForgetfulJournalFiles, store: SafeStorage): Parameters<typeof obtainJournalKey>[0] {
  return [createOsKeyStore(store, durableFile(files, wrappedFile)), createKeyFile(durableFile(files, plainFile))];
}

it("makes a key once, kept by the system's key store where there is one", async () => {
  const files = new ForgetfulJournalFiles();

  const made = get(await obtainJournalKey(both(files, aStore(true)), false));
  const found = get(await obtainJournalKey(both(files, aStore(true)), true));

  expect(made).toEqual({ key: expect.any(Uint8Array), protection: "os-key-store" });
  expect(made.key).toHaveLength(32);
  expect(found).toEqual(made);
  expect(Buffer.from(get(await files.read(wrappedFile)) ?? []).includes(Buffer.from(made.key))).toBe(false);
  expect(get(await files.read(plainFile))).toBeUndefined();
});

it("keeps it in a file where there is no key store, and says so", async () => {
  const files = new ForgetfulJournalFiles();

  const made = get(await obtainJournalKey(both(files, aStore(false)), false));

  expect(made.protection).toBe("file-rights");
  expect(get(await files.read(plainFile))).toEqual(Uint8Array.from(made.key));
});

it("goes on with the key in the file when a key store turns up later", async () => {
  const files = new ForgetfulJournalFiles();
  const made = get(await obtainJournalKey(both(files, aStore(false)), false));

  expect(get(await obtainJournalKey(both(files, aStore(true)), true))).toEqual(made);
});

it("has a key durable before it is used", async () => {
  const files = new ForgetfulJournalFiles();
  const made = get(await obtainJournalKey(both(files, aStore(false)), false));

  const left = files.cutPower(() => 0);

  expect(get(await obtainJournalKey(both(left, aStore(false)), true))).toEqual(made);
});

it("never makes a new key over an old journal", async () => {
  const files = new ForgetfulJournalFiles();

  const obtained = await obtainJournalKey(both(files, aStore(true)), true);

  expect(obtained).toEqual(err({ kind: "key-lost", expectedAt: [wrappedFile, plainFile] }));
  expect(get(await files.read(plainFile))).toBeUndefined();
});

it.each([
  ["is not there", aStore(false)],
  ["is another's", aStore(true, "b")],
])("neither replaces nor passes over a wrapped key while the store %s", async (_, store) => {
  const files = new ForgetfulJournalFiles();
  await obtainJournalKey(both(files, aStore(true)), false);

  expect(await obtainJournalKey(both(files, store), false)).toEqual(err({ kind: "key-locked" }));
});

it("refuses a file that holds no key", async () => {
  const files = new ForgetfulJournalFiles();
  await durableFile(files, plainFile).replace(Uint8Array.of(1, 2, 3));

  expect(await obtainJournalKey(both(files, aStore(false)), true)).toEqual(err({ kind: "key-wrong", file: plainFile }));
});

it("lays the key file outside the data folder, one for each folder", () => {
  const here = keyFilePath("/home/clerk/.config", "/srv/kalian/a");

  expect(path.dirname(here ?? "")).toBe(path.resolve("/home/clerk/.config/kalian-keys"));
  expect(keyFilePath("/home/clerk/.config", "/srv/kalian/b")).not.toBe(here);
  // The program's own data folder where case makes no difference, as on Windows.
  expect(keyFilePath("/config", "/config/Kalian")).toMatch(/^(?!\/config\/kalian\/)/i);
});

it.each(["/", "/srv", "/srv/clerk", "/srv/clerk/config", "/srv/clerk/config/kalian-keys"])(
  "knows no place for the key file of a data folder that holds the account's own: %s",
  (dataFolder) => expect(keyFilePath("/srv/clerk/config", dataFolder)).toBeUndefined(),
);
