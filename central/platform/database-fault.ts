import { DatabaseError } from "pg";

/**
 * Why the database did not do its part. `busy`: it answers, but not in time for this request, and has certainly done nothing of it.
 * `away`: it does not answer, or not so that anyone could tell what it has done.
 */
export interface DatabaseFault {
  readonly kind: "away" | "busy";
}

/** How a failed statement is dealt with; `bug` is ours and is thrown on. */
export type FaultClass =
  | "bug"
  /** Two transactions got in each other's way and the server rolled this one back; the same again at once may do. */
  | "collision"
  /** The connection died under the statement; a fresh one may do. What was sent may have been done, so it must bear repeating. */
  | "cut"
  | "away"
  /** The server ended the statement and rolled it back, or let nobody in to send one. */
  | "busy"
  /** No free connection came in time: busy if others got on meanwhile, away if nobody did. */
  | "starved";

const classBySqlState = new Map<string, FaultClass>([
  ["40001", "collision"],
  ["40P01", "collision"],
  ["57P01", "cut"],
  ["57P02", "cut"],
  ["57P03", "away"],
  ["57P05", "cut"],
  // A read-only server: a standby after a failover. The proxy will find the new leader.
  ["25006", "cut"],
  ["57014", "busy"],
  ["55P03", "busy"],
  ["53300", "busy"],
]);

const classBySystemCode = new Map<string, FaultClass>([
  ["ECONNRESET", "cut"],
  ["EPIPE", "cut"],
  ["ECONNREFUSED", "away"],
  ["ENOENT", "away"],
  ["ETIMEDOUT", "away"],
  ["EHOSTUNREACH", "away"],
  ["ENETUNREACH", "away"],
  ["ENOTFOUND", "away"],
  ["EAI_AGAIN", "away"],
]);

// `pg` gives these no code.
const classByMessage = new Map<string, FaultClass>([
  ["Connection terminated unexpectedly", "cut"],
  ["Connection terminated", "cut"],
  ["Client has encountered a connection error and is not queryable", "cut"],
  ["Query read timeout", "away"],
  ["Connection terminated due to connection timeout", "away"],
  ["timeout expired", "away"],
  ["timeout exceeded when trying to connect", "starved"],
]);

/** Sorts what `pg` threw. */
export function classifyFault(error: unknown): FaultClass {
  if (error instanceof DatabaseError) {
    const code = error.code ?? "";
    return code.startsWith("08") ? "cut" : (classBySqlState.get(code) ?? "bug");
  }
  if (!(error instanceof Error)) return "bug";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return classBySystemCode.get(code) ?? classByMessage.get(error.message) ?? "bug";
}
