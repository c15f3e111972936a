import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { err, ok } from "../../../shared/basics/result.ts";
import type { SealingKey } from "../../../shared/contracts/reader-host.ts";
import { createSealingKeyPins, type PinFile, type PinTrouble } from "./sealing-key-pins.ts";

const url = "http://127.0.0.1:8800";

function aKey(fill: number): SealingKey {
  const point = Buffer.alloc(65, fill);
  point[0] = 4;
  return { keyId: createHash("sha256").update(point).digest("hex").slice(0, 16), publicKey: point.toString("base64") };
}

class MemoryPinFile implements PinFile {
  bytes: Uint8Array | undefined;
  full = false;

  read(): ReturnType<PinFile["read"]> {
    return Promise.resolve(ok(this.bytes));
  }

  replace(bytes: Uint8Array): ReturnType<PinFile["replace"]> {
    if (this.full) return Promise.resolve(err("disk-full"));
    this.bytes = bytes;
    return Promise.resolve(ok(undefined));
  }
}

function pinsIn(file: MemoryPinFile, troubles: PinTrouble[] = []): ReturnType<typeof createSealingKeyPins> {
  return createSealingKeyPins(file, (trouble) => troubles.push(trouble));
}

it("pins the first key it meets and keeps it across a restart", async () => {
  const file = new MemoryPinFile();

  expect(await pinsIn(file).check(url, aKey(1))).toBe("pinned");
  const later = pinsIn(file);
  expect(await later.find(url)).toEqual(ok(aKey(1)));
  expect(await later.check(url, aKey(1))).toBe("same");
});

it("refuses another key of the same service and keeps the old one", async () => {
  const file = new MemoryPinFile();
  const pins = pinsIn(file);
  await pins.check(url, aKey(1));

  expect(await pins.check(url, aKey(2))).toBe("changed");
  expect(await pinsIn(file).find(url)).toEqual(ok(aKey(1)));
});

it("knows each service by its own key", async () => {
  const pins = pinsIn(new MemoryPinFile());
  await pins.check(url, aKey(1));

  expect(await pins.check("http://127.0.0.1:9900", aKey(2))).toBe("pinned");
  expect(await pins.find("http://127.0.0.1:7700")).toEqual(ok(undefined));
});

it.each([
  ["an id that is another key's", { ...aKey(1), keyId: aKey(2).keyId }],
  ["something that is no point", { keyId: "e3b0c44298fc1c14", publicKey: "" }],
])("does not pin %s", async (_, key) => {
  const file = new MemoryPinFile();

  expect(await pinsIn(file).check(url, key)).toBe("not-a-key");
  expect(file.bytes).toBeUndefined();
});

it.each(["", "{", '{"schema":2,"pins":{}}'])("does not pin anew over a damaged file: %j", async (text) => {
  const file = new MemoryPinFile();
  file.bytes = new TextEncoder().encode(text);
  const pins = pinsIn(file);

  expect(await pins.find(url)).toEqual(err("pins-unreadable"));
  expect(await pins.check(url, aKey(1))).toBe("pins-unreadable");
  expect(file.bytes).toEqual(new TextEncoder().encode(text));
});

it("writes a pin at the next check when the disk was full at first", async () => {
  const file = new MemoryPinFile();
  file.full = true;
  const pins = pinsIn(file);
  await pins.check(url, aKey(1));
  file.full = false;

  expect(await pins.check(url, aKey(1))).toBe("same");
  expect(await pinsIn(file).find(url)).toEqual(ok(aKey(1)));
});

it("tells the log once what is wrong with its file, and again when it comes back", async () => {
  const file = new MemoryPinFile();
  const troubles: PinTrouble[] = [];
  file.bytes = new TextEncoder().encode("{");
  const pins = pinsIn(file, troubles);
  await pins.find(url);
  await pins.check(url, aKey(1));
  file.bytes = undefined;
  file.full = true;
  await pins.check(url, aKey(1));
  await pins.check(url, aKey(1));
  file.full = false;
  await pins.check(url, aKey(1));
  file.full = true;
  await pins.check("http://127.0.0.1:9900", aKey(2));

  expect(troubles).toEqual(["sealing-keys-unreadable", "sealing-key-not-kept", "sealing-key-not-kept"]);
});
