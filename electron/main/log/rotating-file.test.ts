import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openRotatingFile } from "./rotating-file.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "kalian-log-"));
  folders.push(folder);
  return folder;
}

const maxBytes = 200;
const open = (folder: string) => openRotatingFile({ folder, name: "terminal", maxBytes, keptFiles: 3 });
/** Twenty bytes, all but its number the same. */
const lineOf = (number: number) => `{"event":"a","n":${String(number).padStart(2, "0")}}\n`;
const linesIn = async (folder: string, name: string) =>
  (await readFile(path.join(folder, name), "utf8")).split("\n").slice(0, -1);

describe("a rotating file", () => {
  it("keeps three files of whole lines, the latest last, none over its size", async () => {
    const folder = await aFolder();
    const file = open(folder);
    for (let number = 0; number < 75; number += 1) file.write(lineOf(number));

    const names = ["terminal.2.log", "terminal.1.log", "terminal.log"];
    expect((await readdir(folder)).toSorted()).toEqual(names.toSorted());
    const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).size));
    expect(sizes.every((size) => size <= maxBytes)).toBe(true);
    const lines = (await Promise.all(names.map((name) => linesIn(folder, name)))).flat();
    const numbers = lines.map((line): unknown => JSON.parse(line).n);
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => 75 - numbers.length + index));
    expect(numbers.length).toBeGreaterThan(20);
  });

  it("goes on where the run before ended, and begins a new line after one that was cut", async () => {
    const folder = await aFolder();
    open(folder).write(lineOf(1));
    await appendFile(path.join(folder, "terminal.log"), '{"event":"cu');

    open(folder).write(lineOf(2));

    expect(await linesIn(folder, "terminal.log")).toEqual([lineOf(1).trim(), '{"event":"cu', lineOf(2).trim()]);
  });

  it("rotates what the run before left too long", async () => {
    const folder = await aFolder();
    await writeFile(path.join(folder, "terminal.log"), lineOf(1).repeat(15));

    open(folder).write(lineOf(2));

    expect([(await linesIn(folder, "terminal.1.log")).length, await linesIn(folder, "terminal.log")]).toEqual([
      15,
      [lineOf(2).trim()],
    ]);
  });

  it("begins anew in place where an old file can't be moved, rather than fill the disk", async () => {
    const folder = await aFolder();
    const file = open(folder);
    await mkdir(path.join(folder, "terminal.1.log", "in-the-way"), { recursive: true });
    await mkdir(path.join(folder, "terminal.2.log", "in-the-way"), { recursive: true });
    for (let number = 0; number < 30; number += 1) file.write(lineOf(number));

    expect((await stat(path.join(folder, "terminal.log"))).size).toBeLessThanOrEqual(maxBytes);
    expect((await linesIn(folder, "terminal.log")).at(-1)).toBe(lineOf(29).trim());
  });

  it("takes a line that is longer than a file may be, whole", async () => {
    const folder = await aFolder();
    const file = open(folder);
    const long = `{"event":"${"x".repeat(maxBytes)}"}\n`;
    for (const line of [lineOf(1), long, lineOf(2)]) file.write(line);

    const names = ["terminal.2.log", "terminal.1.log", "terminal.log"];
    expect((await Promise.all(names.map((name) => linesIn(folder, name)))).flat()).toEqual(
      [lineOf(1), long, lineOf(2)].map((line) => line.trim()),
    );
  });
});
