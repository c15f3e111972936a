/** One line of `transcript.jsonl`: stable for anyone who scripts the product. */
export interface TranscriptLine {
  readonly step: string;
  /** The library that read the card, with its version. */
  readonly library: string;
  /** The device node it was read from. */
  readonly device: string;
  readonly outcome: string;
  /** Null when no entry was made. */
  readonly entryId: string | null;
}

export interface DemoPicture {
  readonly file: string;
  readonly zh: string;
  readonly en: string;
}

export interface DemoStep {
  readonly line: TranscriptLine;
  readonly title: { readonly zh: string; readonly en: string };
  readonly pictures: readonly DemoPicture[];
  /** The row of the ledger as the service lists it, or null. */
  readonly row: Readonly<Record<string, unknown>> | null;
}
