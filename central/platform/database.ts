import { type ClientConfig, Pool, type PoolClient } from "pg";
import { assertNever } from "../../shared/basics/assert-never.ts";
import type { Clock } from "../../shared/basics/clock.ts";
import { err, ok, type Result } from "../../shared/basics/result.ts";
import { classifyFault, type DatabaseFault, type FaultClass } from "./database-fault.ts";
import type { Log } from "./log.ts";

/** One named prepared statement with its values. The name belongs to the text: PostgreSQL plans it once a connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Runs a statement and gives its rows. Inside a transaction it rejects on any fault, so that the transaction ends. */
export type RunStatement = <Row extends object>(statement: Statement) => Promise<readonly Row[]>;

/**
 * The service's database. Every call ends, whatever the database or the network does: a free connection is waited for 2 s at most, each
 * statement's answer 3 s, and no try begins after the first 0.5 s. So one statement takes 5.5 s at the very worst, and 3.5 s where a
 * connection was free; a transaction 3 s more for each further statement, of which its beginning and its commit are two.
 */
export interface Database {
  /**
   * Runs one statement by itself. It must bear repeating: it is sent again when its connection was cut or two transactions collided.
   * `busy` says that none of its tries did anything; after `away` nothing can be told of what became of it.
   */
  query<Row extends object>(statement: Statement): Promise<Result<readonly Row[], DatabaseFault>>;
  /** Runs statements as one transaction; begins it again after a collision or a cut, so `work` has no other effects. An err as above. */
  transaction<T>(work: (run: RunStatement) => Promise<T>): Promise<Result<T, DatabaseFault>>;
  /** Whether the database answers a trivial question in time. Calls that overlap share one question. */
  isAnswering(withinMs: number): Promise<boolean>;
  close(): Promise<void>;
}

interface DatabaseOptions {
  readonly connection: ClientConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly maxConnections?: number;
}

// The server gives up first, so that a slow statement ends there too; ours is for a server that says nothing at all.
const statementTimeoutMs = 2_500;
const queryTimeoutMs = 3_000;
const connectTimeoutMs = 2_000;
const defaultConnections = 16;
// Requests beyond this would time out before their turn.
const longestQueue = 256;
const attempts = 3;
const retryBudgetMs = 500;

/** Opens a pool of connections. Does not connect yet. */
export function openDatabase({
  connection,
  clock,
  log,
  maxConnections = defaultConnections,
}: DatabaseOptions): Database {
  const pool = new Pool({
    ...connection,
    max: maxConnections,
    application_name: "kalian-central",
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
  });
  // An idle connection that dies is replaced when one is needed; unheard, the event would end the process.
  pool.on("error", () => log.warn({ event: "database-connection-lost" }));
  let lastAnswerAt = Number.NEGATIVE_INFINITY;
  let probe: Promise<boolean> | undefined;

  async function tryOnce<T>(work: () => Promise<T>): Promise<Result<T, Mishap>> {
    try {
      const value = await work();
      lastAnswerAt = clock.monotonicMs();
      return ok(value);
    } catch (error) {
      const mishap = classifyFault(error);
      if (mishap === "bug") throw error;
      return err(mishap);
    }
  }

  async function attempt<T>(work: () => Promise<T>): Promise<Result<T, DatabaseFault>> {
    if (pool.waitingCount >= longestQueue) return err({ kind: "busy" });
    const startedAt = clock.monotonicMs();
    // Under a connection that was cut the work may have been done, and may still be: how a later try fares says nothing about it.
    let mayBeDone = false;
    for (let left = attempts - 1; ; left -= 1) {
      const tried = await tryOnce(work);
      if (tried.ok) return tried;
      mayBeDone ||= tried.error === "cut";
      const mayRepeat = left > 0 && clock.monotonicMs() - startedAt < retryBudgetMs;
      if (mayRepeat && isWorthRepeating(tried.error)) continue;
      return err(mayBeDone ? { kind: "away" } : faultOf(tried.error, lastAnswerAt >= startedAt));
    }
  }

  const query = <Row extends object>(statement: Statement) =>
    attempt(async () => (await pool.query<Row>({ ...statement, values: [...statement.values] })).rows);

  return {
    query,
    transaction: (work) => attempt(() => inTransaction(pool, work)),
    isAnswering: async (withinMs) => {
      probe ??= query({ name: "probe", text: "select 1 as one", values: [] })
        .then((answer) => answer.ok)
        .finally(() => {
          probe = undefined;
        });
      return await Promise.race([probe, after(withinMs, false)]);
    },
    close: () => pool.end(),
  };
}

/** Why a try failed, when it was not our own mistake. */
type Mishap = Exclude<FaultClass, "bug">;

function isWorthRepeating(mishap: Mishap): boolean {
  return mishap === "collision" || mishap === "cut";
}

function faultOf(mishap: Mishap, othersGotOn: boolean): DatabaseFault {
  switch (mishap) {
    case "collision":
    case "busy":
      return { kind: "busy" };
    case "starved":
      return { kind: othersGotOn ? "busy" : "away" };
    case "cut":
    case "away":
      return { kind: "away" };
    default:
      return assertNever(mishap);
  }
}

async function inTransaction<T>(pool: Pool, work: (run: RunStatement) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // The statement under way is told of a cut as well; unheard, the event would end the process.
  client.on("error", ignore);
  try {
    await client.query("begin");
    const value = await work(runOn(client));
    await client.query("commit");
    client.off("error", ignore);
    client.release();
    return value;
  } catch (error) {
    // Closing the connection rolls back, also where it no longer answers.
    client.release(true);
    throw error;
  }
}

function runOn(client: PoolClient): RunStatement {
  return async <Row extends object>(statement: Statement) =>
    (await client.query<Row>({ ...statement, values: [...statement.values] })).rows;
}

function ignore(): undefined {
  return undefined;
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, value).unref();
  });
}
