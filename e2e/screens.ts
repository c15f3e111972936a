// The pictures in docs/screens: every state of the counter in both languages at each size, taken from the driven product on virtual
// devices. Usage: npm run screens [-- name…], the names of scenes; without one the folder is made anew.
// Exit code 1 when a text could not be read whole in some picture, or a state could not be brought about.
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Lab, serialAdapters, startLab, type VirtualMagTek, type VirtualTty } from "../lab/lab-client.ts";
import { Central } from "./harness/central.ts";
import { Clerk } from "./harness/clerk.ts";
import { FaultProxy } from "./harness/fault-proxy.ts";
import { inRepository } from "./harness/repository.ts";
import { Terminal, type TerminalOptions } from "./harness/terminal.ts";
import { AnsweringProxy } from "./screens/answering-proxy.ts";
import { Album, Camera } from "./screens/camera.ts";
import { confirmingScenes } from "./screens/confirming-scenes.ts";
import { numberScenes } from "./screens/number-scenes.ts";
import { takeDock, takeFirstStart, takeFullDisk, takeNoReader, takeRestart } from "./screens/other-terminals.ts";
import { awayScenes, outcomeScenes } from "./screens/outcome-scenes.ts";
import { pageScenes, takeAbsentReader, takePausedCounter } from "./screens/page-scenes.ts";
import { readingScenes } from "./screens/reading-scenes.ts";
import { smallDisk } from "./screens/small-disk.ts";
import { type Scene, type Surroundings, stageOf } from "./screens/stage.ts";

interface Studio {
  readonly folder: string;
  readonly album: Album;
  readonly lab: Lab;
  readonly network: FaultProxy;
  readonly answers: AnsweringProxy;
  /** Runs work at a terminal, which is closed afterwards. `place` is the terminal's own folder. */
  readonly at: (
    place: string,
    wishes: Partial<TerminalOptions>,
    work: (terminal: Terminal) => Promise<void>,
  ) => Promise<void>;
}

const wishedFor = process.argv.slice(2);
const isWished = (name: string): boolean => wishedFor.length === 0 || wishedFor.includes(name);

async function play(scenes: readonly Scene[], stage: ReturnType<typeof stageOf>): Promise<void> {
  for (const { name, play: playScene } of scenes.filter((scene) => isWished(scene.name))) {
    console.log(name);
    await playScene(stage);
  }
}

async function inStudio(album: Album, work: (studio: Studio) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "kalian-screens-"));
  const central = new Central(path.join(folder, "central"));
  const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true }), () => central.stop()];
  try {
    await central.start();
    const lab = await startLab();
    closing.push(() => lab.stop());
    const answers = await AnsweringProxy.open(central.url);
    closing.push(() => answers.close());
    const network = new FaultProxy(answers.url);
    await network.open();
    closing.push(() => network.close());
    await work({ folder, album, lab, network, answers, at: terminals(folder, lab, network) });
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

function terminals(folder: string, lab: Lab, network: FaultProxy): Studio["at"] {
  return async (place, wishes, work) => {
    const home = path.join(folder, place);
    await mkdir(path.join(home, "data"), { recursive: true });
    const terminal = await Terminal.launch({
      dataDir: path.join(home, "data"),
      centralUrl: network.url,
      readers: ["auto"],
      deviceEnv: lab.env,
      locale: "zh-CN",
      ...wishes,
    });
    try {
      await work(terminal);
    } catch (problem) {
      await terminal.page.screenshot({ path: inRepository("out/screens-failed.png") }).catch(() => undefined);
      throw problem;
    } finally {
      await terminal.close();
    }
  };
}

/** The counter on an ordinary day, then with the service away. Leaves entries open for the next start. */
async function takeCounter({ album, lab, network, answers, at }: Studio): Promise<Surroundings> {
  let plugged: { readonly serial: VirtualTty; readonly hid: VirtualMagTek } | undefined;
  await at("counter", {}, async (terminal) => {
    if (isWished("no-reader"))
      await takeNoReader({
        camera: new Camera(terminal, album),
        clerk: new Clerk(terminal, "zh-CN", () => Promise.resolve()),
      });
    const serial = await lab.plugSerial({ adapter: serialAdapters.ch340, serial: "LAB00001" });
    await serial.opened(30_000);
    const hid = await lab.plugMagTek({ serial: "LAB00002" });
    await hid.opened(30_000);
    plugged = { serial, hid };
    const stage = stageOf(terminal, album, { serial, hid, network, answers });
    await stage.clerk.isReady();
    await play([...readingScenes, ...numberScenes, ...confirmingScenes, ...pageScenes], stage);
    await play([...outcomeScenes, ...awayScenes], stage);
    await takeAbsentReader(stage);
  });
  if (plugged === undefined) throw new Error("no reader was plugged in");
  return { ...plugged, network, answers };
}

async function takeOtherStarts({ album, network, folder, at }: Studio, surroundings: Surroundings): Promise<void> {
  await network.setMode("refuse");
  if (isWished("restart")) await at("counter", {}, (terminal) => takeRestart(stageOf(terminal, album, surroundings)));
  await network.setMode("refuse");
  await mkdir(path.join(folder, "small/data"), { recursive: true });
  const disk = await smallDisk(path.join(folder, "small/data"));
  if (isWished("small-disk"))
    await at("small", disk === undefined ? {} : { executable: disk.executable }, async (terminal) => {
      const stage = stageOf(terminal, album, surroundings);
      await takeFirstStart(stage);
      await takePausedCounter(stage);
      if (disk === undefined) album.faults.push("save-failed: a disk of its own cannot be mounted here");
      else await takeFullDisk(stage, disk);
    });
  await network.setMode("pass");
  const entry = inRepository("dist/electron/dev.cjs");
  if (isWished("dock"))
    await at("dock", { entry, readers: ["none"] }, (terminal) => takeDock(terminal, new Camera(terminal, album)));
}

/** Pictures of states that are no more. */
async function removeOthers({ folder, files }: Album): Promise<void> {
  for (const name of await readdir(folder))
    if (name.endsWith(".png") && !files.has(name)) await rm(path.join(folder, name));
}

const album = new Album(inRepository("docs/screens"));
await mkdir(album.folder, { recursive: true });
try {
  await inStudio(album, async (studio) => takeOtherStarts(studio, await takeCounter(studio)));
  if (wishedFor.length === 0) await removeOthers(album);
} catch (problem) {
  console.error("A state could not be brought about:", problem);
  process.exitCode = 1;
}
for (const fault of album.faults) console.error(fault);
console.log(
  `${album.files.size} pictures in ${path.relative(inRepository(), album.folder)}, ${album.faults.length} faults`,
);
if (album.faults.length > 0) process.exitCode = 1;
