import { createHash } from "node:crypto";
import type { Clock } from "../../shared/basics/clock.ts";
import { err, ok, type Result } from "../../shared/basics/result.ts";
import { demoCredentials, type ServiceDescription } from "../../shared/contracts/http.ts";
import type { Database } from "./database.ts";
import type { DatabaseFault } from "./database-fault.ts";

/** The enrolled machine that a request comes from. */
export interface Terminal {
  readonly terminalId: string;
  readonly institution: string;
  readonly place: string;
  readonly channel: "counter" | "kiosk" | "web";
}

/** What a request says of who sends it. */
export interface Credentials {
  readonly authorization: string | undefined;
  /** Address at the other end of the connection. */
  readonly remoteAddress: string | undefined;
  /** The request passed a proxy, so the address is the proxy's. */
  readonly isForwarded: boolean;
}

export type AccessFault = { readonly kind: "required" } | { readonly kind: "not-permitted" } | DatabaseFault;

/** Says who asks, and who may. */
export interface Access {
  /** The terminal of a bearer token. */
  identify(credentials: Credentials): Promise<Result<Terminal, AccessFault>>;
  /** Passes when the operator exists and may work. */
  admitOperator(operatorId: string): Promise<Result<true, AccessFault>>;
  /** Passes when the terminal may see the work of another: both belong to one institution. The same answer for a terminal that does not exist. */
  admitToWorkOf(terminalId: string, asking: Terminal): Promise<Result<true, AccessFault>>;
}

interface AccessOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly environment: ServiceDescription["environment"];
}

// Long enough to spare the database most questions, short enough that a revoked terminal is out almost at once.
const rememberedMs = 5_000;
const demoTokenHash = hashToken(demoCredentials.token);

/** Access by the tables `terminal` and `operator`. The development token counts only in a demo service, and only from this machine. */
export function createAccess({ database, clock, environment }: AccessOptions): Access {
  const terminals = createMemory<Terminal>(clock);
  const operators = createMemory<true>(clock);

  async function findTerminal(tokenHash: string): Promise<Result<Terminal | undefined, DatabaseFault>> {
    const rows = await database.query<Terminal>({
      name: "find-terminal",
      text: `select terminal_id as "terminalId", institution, place, channel
        from terminal where token_hash = $1 and revoked_at is null`,
      values: [Buffer.from(tokenHash, "hex")],
    });
    return rows.ok ? ok(rows.value[0]) : rows;
  }

  return {
    identify: async ({ authorization, remoteAddress, isForwarded }) => {
      const token = /^Bearer ([\x21-\x7e]{8,200})$/.exec(authorization ?? "")?.[1];
      if (token === undefined) return err({ kind: "required" });
      const tokenHash = hashToken(token);
      const isLocal = isLoopback(remoteAddress) && !isForwarded;
      if (tokenHash === demoTokenHash && (environment !== "demo" || !isLocal)) return err({ kind: "required" });
      return await terminals.recall(tokenHash, () => findTerminal(tokenHash), "required");
    },
    admitOperator: (operatorId) =>
      operators.recall(
        operatorId,
        async () => {
          const rows = await database.query({
            name: "find-operator",
            text: "select operator_id from operator where operator_id = $1 and disabled_at is null",
            values: [operatorId],
          });
          return rows.ok ? ok(rows.value.length > 0 || undefined) : rows;
        },
        "not-permitted",
      ),
    admitToWorkOf: async (terminalId, asking) => {
      if (terminalId === asking.terminalId) return ok(true);
      const rows = await database.query({
        name: "find-colleague",
        text: "select terminal_id from terminal where terminal_id = $1 and institution = $2",
        values: [terminalId, asking.institution],
      });
      if (!rows.ok) return rows;
      return rows.value.length > 0 ? ok(true) : err({ kind: "not-permitted" });
    },
  };
}

/** Keeps what was found for a while; what was not found is asked again each time. */
function createMemory<Value>(clock: Clock) {
  const kept = new Map<string, { readonly value: Value; readonly until: number }>();
  return {
    recall: async (
      key: string,
      find: () => Promise<Result<Value | undefined, DatabaseFault>>,
      missing: "required" | "not-permitted",
    ): Promise<Result<Value, AccessFault>> => {
      const known = kept.get(key);
      if (known !== undefined && clock.monotonicMs() < known.until) return ok(known.value);
      kept.delete(key);
      const found = await find();
      if (!found.ok) return found;
      if (found.value === undefined) return err({ kind: missing });
      kept.set(key, { value: found.value, until: clock.monotonicMs() + rememberedMs });
      return ok(found.value);
    },
  };
}

/** Hash of a token as the table holds it, in hex. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Whether an address is this machine's own. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+|localhost)$/.test(address);
}
