import { parseArgs } from "node:util";
import { assertNever } from "../shared/basics/assert-never.ts";
import { err, ok, type Result } from "../shared/basics/result.ts";
import { itemOf } from "./associations/entry-answer.ts";
import type { EntryRow } from "./associations/entry-row.ts";
import { dayStatement } from "./associations/sql.ts";
import { type Configuration, readConfiguration } from "./configuration.ts";
import { type Installation, openInstallation } from "./installation.ts";
import { createEventIds } from "./platform/event-ids.ts";
import { openProcessLog } from "./platform/log.ts";
import { defaultRegion } from "./platform/region.ts";
import { systemClock } from "./platform/system-clock.ts";
import { changeCardState } from "./register/own/change-card-state.ts";
import { demoCardsText } from "./seed/demo-cards-text.ts";

const usage = `cli demo-cards
cli migrate | seed                           bring the database to the newest schema; --demo also fills an empty one
cli ledger --day YYYY-MM-DD                  one line of JSON for each entry of the day
cli card-state --number CARD --state CODE    give a card another AAZ502 state; 2 and 9 end its association
Each but the first takes the database as the server does: --data-dir DIR --demo, or DATABASE_URL with KALIAN_KEYS_FILE.`;

const options = {
  "data-dir": { type: "string" },
  demo: { type: "boolean", default: false },
  day: { type: "string" },
  number: { type: "string" },
  state: { type: "string" },
} as const;

const commandNames = ["demo-cards", "migrate", "seed", "ledger", "card-state"] as const;
type CommandName = (typeof commandNames)[number];

type Command =
  | { readonly kind: "demo-cards" }
  | { readonly kind: "migrate"; readonly configuration: Configuration }
  | { readonly kind: "ledger"; readonly configuration: Configuration; readonly day: string }
  | {
      readonly kind: "card-state";
      readonly configuration: Configuration;
      readonly number: string;
      readonly state: string;
    };

function readCommand(args: readonly string[]): Result<Command, string> {
  const read = readOptions(args);
  if (!read.ok) return read;
  const { name, "data-dir": dataDir, demo, ...values } = read.value;
  if (name === "demo-cards") return ok({ kind: "demo-cards" });
  const place = [...(dataDir === undefined ? [] : ["--data-dir", dataDir]), ...(demo ? ["--demo"] : [])];
  const configuration = readConfiguration(place, process.env);
  return configuration.ok ? readWork(name, values, configuration.value) : configuration;
}

function readOptions(args: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    const name = commandNames.find((known) => known === positionals[0]);
    return name === undefined ? err("no such command") : ok({ name, ...values });
  } catch (error) {
    return err(error instanceof Error ? error.message : "the options are not understood");
  }
}

function readWork(
  name: Exclude<CommandName, "demo-cards">,
  { day, number, state }: { readonly day?: string; readonly number?: string; readonly state?: string },
  configuration: Configuration,
): Result<Command, string> {
  switch (name) {
    case "migrate":
    case "seed":
      return ok({ kind: "migrate", configuration });
    case "ledger":
      if (day === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return err("ledger takes --day YYYY-MM-DD");
      return ok({ kind: "ledger", configuration, day });
    case "card-state":
      if (number === undefined || state === undefined) return err("card-state takes --number and --state");
      return ok({ kind: "card-state", configuration, number, state });
    default:
      return assertNever(name);
  }
}

async function run(command: Command): Promise<void> {
  switch (command.kind) {
    case "demo-cards":
      return print(demoCardsText());
    case "migrate":
      return await onInstallation(command.configuration, () => Promise.resolve());
    case "ledger":
      return await onInstallation(command.configuration, (installation) => printLedger(installation, command.day));
    case "card-state":
      return await onInstallation(command.configuration, (installation) =>
        giveState(installation, command.number, command.state),
      );
    default:
      return assertNever(command);
  }
}

async function onInstallation(
  configuration: Configuration,
  work: (installation: Installation) => Promise<void>,
): Promise<void> {
  const log = openProcessLog();
  const installation = await openInstallation({ configuration, region: defaultRegion, clock: systemClock, log });
  try {
    await work(installation);
  } finally {
    await installation.close();
  }
}

async function printLedger({ database, vault }: Installation, day: string): Promise<void> {
  const rows = await database.query<EntryRow & { readonly terminalId: string }>(dayStatement(day));
  if (!rows.ok) throw new Error(`the database is ${rows.error.kind}`);
  for (const row of rows.value) print(`${JSON.stringify({ terminalId: row.terminalId, ...itemOf(row, vault) })}\n`);
}

async function giveState({ database, vault }: Installation, number: string, stateCode: string): Promise<void> {
  const at = new Date(systemClock.nowMs());
  const changed = await changeCardState(database, {
    cardNumberHash: vault.hash("card-number", number),
    stateCode,
    at,
    businessDay: defaultRegion.dayOf(at.getTime()),
    releaseEventId: createEventIds(systemClock)(),
    by: { terminalId: "service", operatorId: "command-line", channel: "service", place: "service" },
  });
  if (!changed.ok) throw new Error(`the database is ${changed.error.kind}`);
  print(`${JSON.stringify(changed.value)}\n`);
}

function print(text: string): void {
  process.stdout.write(text);
}

async function main(): Promise<void> {
  const command = readCommand(process.argv.slice(2));
  if (command.ok) return await run(command.value);
  process.stderr.write(`${command.error}\n\n${usage}\n`);
  process.exitCode = 2;
}

// A reader such as `head` may have enough before we are done, and the database still has to be closed.
process.stdout.on("error", () => undefined);
main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : "failed"}\n`);
  process.exitCode = 1;
});
