import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FakeClock } from "../../../shared/basics/fake-clock.ts";
import type { Timers } from "../../../shared/basics/timers.ts";
import { systemTimers } from "../system-timers.ts";
import { nodeIdentityOf } from "./node-identity.ts";
import { type PathWatch, startPathWatch } from "./path-watch.ts";

let folder: string;
let watch: PathWatch | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "paths-"));
});

afterEach(async () => {
  watch?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Watches and answers with the next thing that is told. */
function watching(watchedPath: string, timers: Timers = systemTimers): () => Promise<string | null> {
  const told: (string | null)[] = [];
  let wake = (): void => undefined;
  watch = startPathWatch(
    [watchedPath],
    (_path, node) => {
      told.push(node);
      wake();
    },
    timers,
  );
  return async () => {
    while (told.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return told.shift() ?? null;
  };
}

test("a path is told as absent, then by the identity of the node its link leads to, then as absent again", async () => {
  const link = path.join(folder, "reader");
  const node = path.join(folder, "ttyA");
  await writeFile(node, "");
  const next = watching(link);
  const first = await next();
  await symlink(node, link);
  const plugged = await next();
  await rm(link);

  expect([first, plugged, await next()]).toEqual([null, await nodeIdentityOf(node), null]);
});

test("a link that leads to another node is told", async () => {
  const link = path.join(folder, "reader");
  for (const name of ["ttyA", "ttyB"]) await writeFile(path.join(folder, name), "");
  await symlink(path.join(folder, "ttyA"), link);
  const next = watching(link);
  const first = await next();
  await symlink(path.join(folder, "ttyB"), `${link}.new`);
  await rename(`${link}.new`, link);

  const [one, other] = await Promise.all(["ttyA", "ttyB"].map((name) => nodeIdentityOf(path.join(folder, name))));
  expect([first, await next()]).toEqual([one, other]);
});

test("a link that leads nowhere is absent", async () => {
  const link = path.join(folder, "reader");
  await symlink(path.join(folder, "gone"), link);

  expect(await watching(link)()).toBe(null);
});

test("a folder that comes and goes with its devices is watched again", async () => {
  const byId = path.join(folder, "by-id");
  const node = path.join(byId, "usb-reader");
  const clock = new FakeClock();
  const next = watching(node, clock);
  const seen = [(await next()) === null ? "absent" : "there"];
  for (let round = 0; round < 2; round += 1) {
    await mkdir(byId);
    await writeFile(node, "");
    void clock.advance(2000);
    seen.push((await next()) === null ? "absent" : "there");
    await rm(byId, { recursive: true });
    void clock.advance(2000);
    seen.push((await next()) === null ? "absent" : "there");
  }

  expect(seen).toEqual(["absent", "there", "absent", "there", "absent"]);
});
