import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import * as z from "zod/mini";
import { type LineChannel, openLineChannel } from "./json-lines.ts";
import { LabError } from "./lab-error.ts";
import { within } from "./within.ts";

const START_TIMEOUT_MS = 10_000;
const STOP_TIMEOUT_MS = 5000;
const EXIT_UNAVAILABLE = 3;
// Below this folder lie unix sockets, whose paths have room for 107 bytes; those of the testbed take about 60.
const MAX_TEMPORARY_FOLDER_LENGTH = 40;
// Debian's own Python: the bindings of umockdev are made for it, not for one that a version manager put first in PATH.
const PYTHON = "/usr/bin/python3";

/**
 * What a program needs in its environment to see the virtual devices, and only these. Not for the whole of Electron:
 * the preload library takes locks, so a process that forks while other threads work stands still now and then. Give it
 * to the reader host alone, by the `env` of utilityProcess.fork.
 */
export type LabEnvironment = { readonly LD_PRELOAD: string; readonly UMOCKDEV_DIR: string };

const Flags = { hung: z.boolean(), failing: z.boolean(), denied: z.boolean(), held: z.boolean() };
const Common = {
  node: z.string(),
  terminal: z.string(),
  openers: z.number(),
  waiting: z.number(),
  serial: z.nullable(z.string()),
  ...Flags,
};
const DeviceState = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("magtek"), ...Common }),
  z.object({ kind: z.literal("serial"), ...Common, baudRate: z.number(), dtr: z.boolean(), rts: z.boolean() }),
]);
/**
 * How a device stands. `openers`: how many times it is open, counted as `opened` does; `waiting`: requests that a hanging
 * device left open; baud rate and modem lines: as a program set them.
 */
export type DeviceState = z.infer<typeof DeviceState>;

const Plugged = z.object({ node: z.string() });
const Delivered = z.object({ delivered: z.boolean() });
const Hex = z.object({ hex: z.string() });
const Devices = z.object({ devices: z.array(DeviceState) });
const Ready = z.object({ ready: z.literal(true), preload: z.string(), testbed: z.string() });

/** Every call rejects with a LabError: `refused` with the lab's reason, `timedOut` after 5 s, `ended` with the lab. */
export type VirtualDevice = {
  /** Where the program finds it, such as /dev/hidraw0. */
  readonly node: string;
  /** Resolves when a program has the node open and has read from it or asked it something. */
  readonly opened: (timeoutMs?: number) => Promise<void>;
  /** Resolves when the program has read all that was sent. */
  readonly taken: (timeoutMs?: number) => Promise<void>;
  readonly state: () => Promise<DeviceState>;
  /** What a program wrote to the node so far; the last 64 KiB of it. */
  readonly received: () => Promise<Uint8Array>;
  readonly unplug: () => Promise<void>;
  /** Unplugs with these bytes on their way, so that the program is in the middle of a read. */
  readonly yank: (lastBytes: Uint8Array) => Promise<void>;
  /** A device that answers nothing: requests wait, data is kept until it resumes. */
  readonly hang: () => Promise<void>;
  readonly resume: () => Promise<void>;
  /** Feature reports and modem lines fail with EIO while on. */
  readonly failRequests: (on: boolean) => Promise<void>;
  /** Opening fails with EACCES while denied, for root as well. A program that has it open keeps it. */
  readonly denyOpening: (denied: boolean) => Promise<void>;
  /** The node is locked by another process, the lab's, while held. Rejects when a program holds it already. */
  readonly holdLock: (held: boolean) => Promise<void>;
};

export type VirtualMagTek = VirtualDevice & {
  /** One swipe: one report, in one piece. Rejects with `nobodyListening` if no program has the reader open. */
  readonly swipe: (report: Uint8Array) => Promise<void>;
  /** The last 24-byte feature report that a program set, if any. */
  readonly lastFeature: () => Promise<Uint8Array | undefined>;
};

export type VirtualTty = VirtualDevice & {
  /** Sends at once; pieces may arrive joined. Rejects with `nobodyListening` if no program has the port open. */
  readonly send: (bytes: Uint8Array) => Promise<void>;
};

export type MagTekOptions = {
  /** 0 to 3, the number of the node; the lowest free one by default. */
  readonly number?: number;
  /** Without it the reader has no serial number, like many real ones. */
  readonly serial?: string;
};

export type SerialOptions = MagTekOptions & {
  readonly adapter?: SerialAdapter;
  readonly family?: "ttyUSB" | "ttyACM";
};

export type SerialAdapter = {
  /** Four lower-case hex digits, as `pid`. */
  readonly vid: string;
  readonly pid: string;
  readonly manufacturer: string;
  readonly product: string;
};

/** Adapters that readers come with. `generic` has an id that pid.codes keeps for tests. */
export const serialAdapters = {
  generic: { vid: "1209", pid: "0001", manufacturer: "Lab", product: "ASCII reader" },
  ftdi: { vid: "0403", pid: "6001", manufacturer: "FTDI", product: "FT232R USB UART" },
  ch340: { vid: "1a86", pid: "7523", manufacturer: "1a86", product: "USB Serial" },
} as const satisfies Record<string, SerialAdapter>;

export type Lab = {
  readonly env: LabEnvironment;
  /** The control socket, for a second client. */
  readonly socketPath: string;
  readonly plugMagTek: (options?: MagTekOptions) => Promise<VirtualMagTek>;
  readonly plugSerial: (options?: SerialOptions) => Promise<VirtualTty>;
  readonly list: () => Promise<readonly DeviceState[]>;
  /** Unplugs everything and leaves no trace. Idempotent. */
  readonly stop: () => Promise<void>;
};

type Daemon = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * Starts a lab of its own for the caller: labs don't see each other's devices. It ends with `stop`, and by itself when
 * this process dies. Rejects with `unavailable` where the packages it needs are missing.
 */
export async function startLab(): Promise<Lab> {
  const scratch = await mkdtemp(path.join(temporaryFolder(), "lab-"));
  const socketPath = path.join(scratch, "control");
  const daemon = spawn(PYTHON, [findScript(), socketPath, "--serve", "--scratch", scratch], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  try {
    const ready = await within(START_TIMEOUT_MS, "starting the lab", untilReady(daemon));
    const socket = connect(socketPath);
    await once(socket, "connect");
    const channel = openLineChannel({ input: socket, output: socket });
    daemon.once("exit", () => channel.end("the lab has ended"));
    return labOf(channel, ready, socketPath, stopper(daemon, socket, channel, scratch));
  } catch (problem) {
    daemon.kill("SIGKILL");
    await rm(scratch, { recursive: true, force: true });
    throw problem;
  }
}

/** Not simply beside this file: a tool may be bundled into another folder of the checkout. */
function findScript(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  let script = path.join(folder, "lab/lab.py");
  while (!existsSync(script)) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new LabError("unavailable", "lab/lab.py is nowhere above this program");
    folder = parent;
    script = path.join(folder, "lab/lab.py");
  }
  return script;
}

function temporaryFolder(): string {
  const usual = tmpdir();
  return Buffer.byteLength(usual) > MAX_TEMPORARY_FOLDER_LENGTH ? "/tmp" : usual;
}

async function untilReady(daemon: Daemon): Promise<z.infer<typeof Ready>> {
  let complaint = "";
  daemon.stderr.on("data", (text: Buffer) => {
    complaint = (complaint + text).slice(-2000);
  });
  return await new Promise((resolve, reject) => {
    daemon.once("error", (problem) => reject(new LabError("unavailable", `${PYTHON}: ${problem.message}`)));
    daemon.once("close", (code) => {
      reject(new LabError(code === EXIT_UNAVAILABLE ? "unavailable" : "ended", `the lab did not start: ${complaint}`));
    });
    createInterface({ input: daemon.stdout }).once("line", (line) => resolve(Ready.parse(JSON.parse(line))));
  });
}

function stopper(daemon: Daemon, socket: Socket, channel: LineChannel, scratch: string): () => Promise<void> {
  const exited = once(daemon, "exit");
  async function stopOnce(): Promise<void> {
    // Closing its standard input is what ends it, too, when this process dies without a word.
    daemon.stdin.end();
    await within(STOP_TIMEOUT_MS, "stopping the lab", exited).catch(() => daemon.kill("SIGKILL"));
    channel.end("the lab was stopped");
    socket.destroy();
    await rm(scratch, { recursive: true, force: true });
  }
  let stopping: Promise<void> | undefined;
  return () => {
    stopping ??= stopOnce();
    return stopping;
  };
}

function labOf(channel: LineChannel, ready: z.infer<typeof Ready>, socketPath: string, stop: () => Promise<void>): Lab {
  const plug = async (fields: Record<string, unknown>): Promise<string> =>
    Plugged.parse(await channel.request({ op: "plug", ...fields })).node;
  const others = process.env["LD_PRELOAD"];
  return {
    env: { LD_PRELOAD: others ? `${ready.preload}:${others}` : ready.preload, UMOCKDEV_DIR: ready.testbed },
    socketPath,
    plugMagTek: async (options = {}) => magTekAt(channel, await plug({ model: "magtek", ...options })),
    plugSerial: async ({ adapter = serialAdapters.generic, ...options } = {}) =>
      ttyAt(channel, await plug({ model: "serial", ...adapter, ...options })),
    list: async () => Devices.parse(await channel.request({ op: "list" })).devices,
    stop,
  };
}

function deviceAt(channel: LineChannel, node: string): VirtualDevice {
  const tell = async (op: string, fields: Record<string, unknown> = {}): Promise<void> => {
    await channel.request({ op, node, ...fields });
  };
  const waitFor = async (op: string, timeoutMs: number): Promise<void> => {
    // The lab knows better why a wait was in vain, so it gets to say so first.
    await channel.request({ op, node, timeoutMs }, timeoutMs + 500);
  };
  return {
    node,
    opened: (timeoutMs = 4500) => waitFor("opened", timeoutMs),
    taken: (timeoutMs = 4500) => waitFor("taken", timeoutMs),
    state: async () => stateOf(node, Devices.parse(await channel.request({ op: "list" })).devices),
    received: async () => fromHex(Hex.parse(await channel.request({ op: "received", node })).hex),
    unplug: () => tell("unplug"),
    yank: (lastBytes) => tell("unplug", { last: toHex(lastBytes) }),
    hang: () => tell("hang", { on: true }),
    resume: () => tell("hang", { on: false }),
    failRequests: (on) => tell("eio", { on }),
    denyOpening: (denied) => tell("permission", { denied }),
    holdLock: (held) => tell("hold", { on: held }),
  };
}

function magTekAt(channel: LineChannel, node: string): VirtualMagTek {
  return {
    ...deviceAt(channel, node),
    swipe: async (report) => insistOnDelivery(node, await channel.request({ op: "report", node, hex: toHex(report) })),
    lastFeature: async () => {
      const { hex } = Hex.parse(await channel.request({ op: "feature", node }));
      return hex === "" ? undefined : fromHex(hex);
    },
  };
}

function ttyAt(channel: LineChannel, node: string): VirtualTty {
  return {
    ...deviceAt(channel, node),
    send: async (bytes) => insistOnDelivery(node, await channel.request({ op: "bytes", node, hex: toHex(bytes) })),
  };
}

function insistOnDelivery(node: string, answer: unknown): void {
  if (!Delivered.parse(answer).delivered)
    throw new LabError("nobodyListening", `no program has ${node} open: what was sent is lost, as with a real device`);
}

function stateOf(node: string, devices: readonly DeviceState[]): DeviceState {
  const found = devices.find((device) => device.node === node);
  if (!found) throw new LabError("refused", `nothing is plugged at ${node}`);
  return found;
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, "hex"));
}
