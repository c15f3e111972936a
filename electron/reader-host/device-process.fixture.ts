import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const outDir = fileURLToPath(new URL("../../node_modules/.cache/kalian-device-tests", import.meta.url));
const waitLimitMs = 5000;

/** A child with its messages as a queue that tests wait on. */
export interface DeviceProcess<Message> {
  readonly child: ChildProcess;
  readonly messages: readonly Message[];
  send(message: object): void;
  /** The first message from here on, counted from the last one waited for, that is wanted. Rejects after five seconds. */
  next<Wanted extends Message>(isWanted: (message: Message) => message is Wanted, limitMs?: number): Promise<Wanted>;
  stop(): Promise<void>;
}

/** Bundles the child once; the preload below which it runs would slow a compiler down. */
export async function bundleDeviceChild(): Promise<string> {
  const entry = fileURLToPath(new URL("./device-child.fixture.ts", import.meta.url));
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      target: "node18",
      rolldownOptions: { output: { entryFileNames: "device-child.mjs" } },
    },
  });
  return `${outDir}/device-child.mjs`;
}

/** Starts the bundled child in a mode, with the lab's environment. `parse` says which messages are known. */
export function startDeviceProcess<Message>(
  script: string,
  mode: "host" | "drivers",
  parse: (raw: unknown) => Message,
  env: Readonly<Record<string, string>> = {},
): DeviceProcess<Message> {
  const child = fork(script, [mode], { execArgv: [], env: { ...process.env, ...env } });
  const messages: Message[] = [];
  let taken = 0;
  let wake = (): void => undefined;
  child.on("message", (raw) => {
    messages.push(parse(raw));
    wake();
  });

  async function next<Wanted extends Message>(
    isWanted: (message: Message) => message is Wanted,
    limitMs = waitLimitMs,
  ) {
    const signal = AbortSignal.timeout(limitMs);
    for (;;) {
      while (taken < messages.length) {
        const message = messages[taken];
        taken += 1;
        if (message !== undefined && isWanted(message)) return message;
      }
      await new Promise<void>((resolve, reject) => {
        wake = resolve;
        signal.addEventListener("abort", () => reject(new Error(`not told within ${limitMs} ms`)), { once: true });
      });
    }
  }

  return {
    child,
    messages,
    send: (message) => void child.send(message),
    next,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    },
  };
}
