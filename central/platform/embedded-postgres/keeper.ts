import { setTimeout as delay } from "node:timers/promises";
import { Client, type ClientConfig, DatabaseError } from "pg";

/** One connection held for as long as a process uses the embedded database: it shows who uses it, and tells at once when it dies. */
export interface Keeper {
  /** Stops watching: from here on a database that dies stays dead. */
  stopWatching(): Promise<void>;
  /** Lets go, and says whether another process still holds the database. False too when the database does not answer. */
  close(): Promise<boolean>;
}

interface KeeperOptions {
  readonly admin: ClientConfig;
  readonly databaseName: string;
  /** Brings the database back; called again until it does. */
  readonly restart: () => Promise<void>;
}

const keeperName = "kalian-keeper";
const answerMs = 2_000;
const longestPauseMs = 5_000;
const patienceMs = 10_000;
const retryMs = 200;

/** Makes sure that the service's database exists, and keeps a connection to it. Throws when the server refuses or does not answer. */
export async function openKeeper(options: KeeperOptions): Promise<Keeper> {
  let isClosing = false;
  let bringing: Promise<void> = Promise.resolve();
  let client = await connectPatiently(options, watch);

  function watch(): void {
    if (!isClosing) bringing = bringBack();
  }

  async function bringBack(): Promise<void> {
    for (let pauseMs = 100; !isClosing; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        await options.restart();
        client = await connect(options, watch);
        return;
      } catch {
        // Reported where the start failed; the service answers 503 meanwhile and the next try follows.
        await delay(pauseMs);
      }
    }
  }

  return {
    stopWatching: async () => {
      isClosing = true;
      // A server that is just being started again has to be up before it can be stopped.
      await bringing;
    },
    close: async () => {
      const others = await countOthers(client);
      await client.end().catch(() => undefined);
      return others > 0;
    },
  };
}

/** A server that was adopted in mid-recovery refuses for a moment. */
async function connectPatiently(options: KeeperOptions, onEnd: () => void): Promise<Client> {
  for (const deadline = Date.now() + patienceMs; ; ) {
    try {
      return await connect(options, onEnd);
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      await delay(retryMs);
    }
  }
}

async function connect({ admin, databaseName }: KeeperOptions, onEnd: () => void): Promise<Client> {
  const client = new Client({
    ...admin,
    database: "postgres",
    application_name: keeperName,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
  });
  // Without a listener an `error` event would end the process; `end` follows it and is acted on.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const found = await client.query("select from pg_database where datname = $1", [databaseName]);
    if (found.rowCount === 0) await createDatabase(client, databaseName);
    client.once("end", onEnd);
    return client;
  } catch (error) {
    void client.end().catch(() => undefined);
    throw error;
  }
}

async function createDatabase(client: Client, name: string): Promise<void> {
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    const isMadeMeanwhile = error instanceof DatabaseError && ["42P04", "23505"].includes(error.code ?? "");
    if (!isMadeMeanwhile) throw error;
  }
}

async function countOthers(client: Client): Promise<number> {
  try {
    const { rows } = await client.query<{ others: number }>(
      "select count(*)::int as others from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()",
      [keeperName],
    );
    return rows[0]?.others ?? 0;
  } catch {
    // It does not answer, so nobody can be using it.
    return 0;
  }
}
