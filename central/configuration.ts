import { parseArgs } from "node:util";
import { err, ok, type Result } from "../shared/basics/result.ts";
import type { ServiceDescription } from "../shared/contracts/http.ts";
import { isLoopback } from "./platform/access.ts";
import { otherRegion } from "./seed/seed-data.ts";

/** Where the database is: our own in a data folder, or any PostgreSQL 15–18 by its address. */
export type DatabaseSource =
  | { readonly kind: "embedded"; readonly dataDir: string }
  | { readonly kind: "url"; readonly url: string };

/** How one service is to run. */
export interface Configuration {
  readonly environment: ServiceDescription["environment"];
  readonly source: DatabaseSource;
  readonly keysFile: string;
  readonly host: string;
  readonly port: number;
  /** Address of a city's own register, by region code. */
  readonly registerUrls: ReadonlyMap<string, string>;
}

const defaultPort = "4680";
// The demo's other city: nothing listens on the discard port, so its cards show what `claimed` is.
const silentRegister = "http://127.0.0.1:9";

const options = {
  "data-dir": { type: "string" },
  host: { type: "string", default: "127.0.0.1" },
  port: { type: "string", default: defaultPort },
  demo: { type: "boolean", default: false },
  register: { type: "string", multiple: true },
} as const;

/** How to call the service. */
export const usage = `server [--data-dir DIR] [--demo] [--host 127.0.0.1] [--port ${defaultPort}] [--register REGION=URL]…
  DATABASE_URL       PostgreSQL to use; without it (only with --demo) an embedded one in DIR
  KALIAN_KEYS_FILE   where the service's keys are; DIR/keys.json unless set`;

/** Reads the command line and the environment. An err is a sentence for whoever started the service. */
export function readConfiguration(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<Configuration, string> {
  const values = readOptions(args);
  if (!values.ok) return values;
  const { demo, host, register = [], "data-dir": dataDir } = values.value;
  const port = Number(values.value.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return err("--port takes a number from 0 to 65535");
  if (demo && !isLoopback(host)) return err("--demo accepts a well-known token, so it listens on loopback only");

  const source = readSource(demo, dataDir, env["DATABASE_URL"]);
  if (!source.ok) return source;
  const keysFile = env["KALIAN_KEYS_FILE"] ?? (dataDir === undefined ? undefined : `${dataDir}/keys.json`);
  if (keysFile === undefined) return err("set KALIAN_KEYS_FILE, or --data-dir for a folder to keep the keys in");
  const registerUrls = readRegisters(demo && register.length === 0 ? [`${otherRegion}=${silentRegister}`] : register);
  if (!registerUrls.ok) return registerUrls;
  const environment = demo ? "demo" : "production";
  return ok({ environment, source: source.value, keysFile, host, port, registerUrls: registerUrls.value });
}

function readOptions(args: readonly string[]) {
  try {
    return ok(parseArgs({ args: [...args], options, strict: true }).values);
  } catch (error) {
    return err(error instanceof Error ? error.message : "the options are not understood");
  }
}

function readSource(
  demo: boolean,
  dataDir: string | undefined,
  url: string | undefined,
): Result<DatabaseSource, string> {
  if (url !== undefined && url !== "") return ok({ kind: "url", url });
  if (!demo) return err("the embedded database is for --demo only; set DATABASE_URL");
  return dataDir === undefined ? err("--data-dir says where to keep the database") : ok({ kind: "embedded", dataDir });
}

function readRegisters(pairs: readonly string[]): Result<ReadonlyMap<string, string>, string> {
  const urls = new Map<string, string>();
  for (const pair of pairs) {
    const [, region, url] = /^(\d{6})=(https?:\/\/\S+?)\/?$/.exec(pair) ?? [];
    if (region === undefined || url === undefined)
      return err("--register takes REGION=URL, such as 330100=http://host:port");
    urls.set(region, url);
  }
  return ok(urls);
}
