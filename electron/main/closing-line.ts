import type { StatusView } from "../../shared/contracts/counter-snapshot.ts";

/** What the program says last, for whoever started it by hand or by a script: how much of the work has no result yet, and that it is kept. */
export function closingLine({ waiting, unknown, parked }: StatusView["queue"]): string {
  const open = waiting + unknown + parked;
  if (open === 0) return "kalian: closed; every entry has its result\n";
  return `kalian: closed; kept for the next start: ${waiting} to send, ${unknown} without an answer, ${parked} parked\n`;
}
