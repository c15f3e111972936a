import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type LineEvent, type LineRequest, openLineChannel } from "./json-lines.ts";
import { within } from "./within.ts";

const EVENT_TIMEOUT_MS = 5000;

type ProbeOptions = { readonly env?: Readonly<Record<string, string>> };

export type Probe = {
  readonly request: (request: LineRequest) => Promise<unknown>;
  /** The next event that was not asked for before, in the order they came. */
  readonly nextEvent: () => Promise<LineEvent>;
  readonly pid: number;
  readonly stop: () => Promise<void>;
};

/** Starts probe.mjs in a process of its own: what it sees and reads is what the product would. */
export function startProbe({ env = {} }: ProbeOptions = {}): Probe {
  const script = fileURLToPath(new URL("./probe.mjs", import.meta.url));
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const events: LineEvent[] = [];
  const waiting: ((event: LineEvent) => void)[] = [];
  const onEvent = (event: LineEvent): void => {
    const next = waiting.shift();
    if (next) next(event);
    else events.push(event);
  };
  const channel = openLineChannel({ input: child.stdout, output: child.stdin, onEvent });

  async function nextEvent(): Promise<LineEvent> {
    return (
      events.shift() ?? (await within(EVENT_TIMEOUT_MS, "an event", new Promise((resolve) => waiting.push(resolve))))
    );
  }

  async function stop(): Promise<void> {
    child.kill("SIGKILL");
    await exited;
  }

  return { request: channel.request, nextEvent, pid: child.pid ?? 0, stop };
}
