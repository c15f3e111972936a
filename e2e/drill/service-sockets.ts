import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A connection that a process has open. */
export interface OpenConnection {
  /** As /proc and strace call it: `socket:[inode]`. */
  readonly name: string;
  readonly localPort: number;
}

/** The connections that a process has open to a port of this machine. */
export function serviceSockets(pid: number, port: number): readonly OpenConnection[] {
  const open = new Set(openFiles(pid));
  return connectionsTo(pid, port).filter(({ name }) => open.has(name));
}

/** /proc/PID/net/tcp: local and remote address in hex, state, …, inode. */
function connectionsTo(pid: number, port: number): readonly OpenConnection[] {
  const remote = `0100007F:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const rows = readFileSync(`/proc/${pid}/net/tcp`, "utf8").trim().split("\n").slice(1);
  const fields = rows.map((row) => row.trim().split(/\s+/));
  return fields
    .filter((row) => row[2] === remote)
    .map((row) => ({ name: `socket:[${row[9]}]`, localPort: Number.parseInt(row[1]?.split(":")[1] ?? "", 16) }));
}

function openFiles(pid: number): readonly string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
    } catch {
      // Closed since it was listed.
      return [];
    }
  });
}
