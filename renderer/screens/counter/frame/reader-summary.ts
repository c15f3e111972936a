import type { WorkView } from "../../../../shared/contracts/counter-snapshot.ts";
import type { ReaderState, ReaderStatus } from "../../../../shared/readers/reader-status.ts";
import { readerLooks } from "../../../components/reader-look.ts";

export type Technology = "stripe" | "chip";
export type ReaderSummary = { readonly technology: Technology; readonly kind: ReaderStatus["kind"] | "failed" };

/**
 * One line per technology: the state of its most useful reader, because one ready reader is enough to work; a reader whose last card
 * was just not read says so.
 */
export function summarizeReaders(readers: readonly ReaderState[], work: WorkView | null): readonly ReaderSummary[] {
  const technologies: readonly Technology[] = ["stripe", "chip"];
  return technologies.flatMap((technology) => {
    const own = readers.filter(({ reader }) => reader.technology === technology);
    const [best] = own.toSorted((a, b) => readerLooks[a.status.kind].rank - readerLooks[b.status.kind].rank);
    if (best === undefined) return [];
    const failed = work?.kind === "badRead" && own.some(({ reader }) => reader.readerId === work.readerId);
    return [{ technology, kind: failed ? "failed" : best.status.kind }];
  });
}
