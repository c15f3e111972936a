import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { readConfiguration, usage } from "./configuration.ts";
import { findUpwards } from "./platform/find-upwards.ts";
import { describeFault, openProcessLog } from "./platform/log.ts";
import { type RunningService, startService } from "./start-service.ts";

// Standard output carries one line, for the program that started us; everything for people goes to standard error.
const log = openProcessLog();

async function main(): Promise<void> {
  const configuration = readConfiguration(process.argv.slice(2), process.env);
  if (!configuration.ok) {
    process.stderr.write(`${configuration.error}\n\n${usage}\n`);
    process.exitCode = 2;
    return;
  }
  const starting = startService(configuration.value, readVersion(), log);
  stopOnSignal(starting);
  const { url } = await starting;
  process.stdout.write(`${JSON.stringify({ ready: true, url, environment: configuration.value.environment })}\n`);
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(findUpwards("package.json"), "utf8"));
  return z.object({ version: z.string() }).parse(manifest).version;
}

/** Ends cleanly on SIGTERM and SIGINT, also while still starting; a second signal changes nothing. */
function stopOnSignal(starting: Promise<RunningService>): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    starting
      .then((service) => service.close())
      .then(() => process.exit(0))
      .catch(fail);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

function fail(error: unknown): void {
  // An address that refuses on both its families comes without a message.
  const { type, code } = describeFault(error);
  process.stderr.write(`${(error instanceof Error && error.message) || (code ?? type)}\n`);
  process.exit(1);
}

main().catch(fail);
