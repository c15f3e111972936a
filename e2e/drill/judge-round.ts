/** What was seen of a run that was killed, and of its restart. */
export interface SeenRound {
  /** A screen had said, before the kill, that the entry is saved. */
  readonly saidSaved: boolean;
  readonly saidConfirmed: boolean;
  readonly rowsAtDeath: number;
  /** The restarted terminal told of an entry of the run before. */
  readonly hasNotice: boolean;
  /** Its list showed the card as confirmed. */
  readonly isListed: boolean;
  /** Ledger rows of the card once nothing was left to send, before a clerk did the card again. */
  readonly rowsKept: number;
  /** Outcomes of the card's ledger rows at the end; the clerk did the card once more where nothing had been kept. */
  readonly outcomesAtEnd: readonly string[];
}

/** Every way in which the promise was broken: an entry lost or doubled, a screen that said what was not so. */
export function faultsOf(seen: SeenRound): readonly string[] {
  const faults: string[] = [];
  if (seen.saidSaved && seen.rowsKept === 0) faults.push("lost: a screen had said that it is saved");
  if (seen.outcomesAtEnd.length === 0) faults.push("lost: no row");
  if (seen.outcomesAtEnd.length > 1) faults.push(`double: ${seen.outcomesAtEnd.length} rows`);
  if (seen.outcomesAtEnd.some((outcome) => outcome !== "confirmed")) faults.push("untrue: a row is not confirmed");
  if (seen.saidConfirmed && seen.rowsAtDeath === 0) faults.push("untrue: confirmed on screen, no row");
  if (seen.hasNotice !== seen.rowsKept > 0) faults.push("untrue: the restart line and the ledger disagree");
  if (seen.isListed !== seen.rowsKept > 0) faults.push("untrue: the list and the ledger disagree");
  return faults;
}
