import type { Mutant } from "./mutant.ts";

const ledger = "central/migrations/20261124100200_create-ledger.sql";
const indexTest = "central/associations/ledger-indexes.test.ts";
const associateTest = "central/associations/associate.test.ts";

/** The central service. */
export const centralMutants: readonly Mutant[] = [
  {
    id: "entry-index-dropped",
    breaks: "One entry has one row.",
    file: ledger,
    from: "entry_id             uuid unique,",
    to: "entry_id             uuid,",
    project: "central",
    test: indexTest,
    red: "refuse a second row for one entry",
  },
  {
    id: "card-index-dropped",
    breaks: "A card has one association at a time, whoever writes the ledger.",
    file: ledger,
    from: "create unique index ledger_one_link_per_card",
    to: "create index ledger_one_link_per_card",
    project: "central",
    test: indexTest,
    red: "refuse a second row for one card",
  },
  {
    id: "holder-index-dropped",
    breaks: "A holder has one association at a time, however the requests race.",
    file: ledger,
    from: "create unique index ledger_one_link_per_holder",
    to: "create index ledger_one_link_per_holder",
    project: "central",
    test: indexTest,
    red: "refuse a second row for one holder",
  },
  {
    id: "for-share-dropped",
    breaks: "A card that is just being reported lost is not associated.",
    file: "central/associations/sql.ts",
    from: 'judgementSql("for share")',
    to: 'judgementSql("")',
    project: "central",
    test: "central/associations/races.test.ts",
    red: "waits for a change of the card's state that is under way, and is refused by it",
  },
  {
    id: "reused-id-accepted",
    breaks: "Another body under a used id is refused.",
    file: "central/associations/associate.ts",
    from: "row.requestHash !== null && !row.requestHash.equals(requestHash)",
    to: "row.requestHash !== null && row.requestHash.length === 0",
    project: "central",
    test: associateTest,
    red: "refuses another body under a used id, and tells nothing of the first",
  },
  {
    id: "other-stripe-accepted",
    breaks: "A stripe known as another card's is refused.",
    file: "central/register/judgement.ts",
    from: "or m.card_id <> c.card_id or other.card_id is not null then 'mismatch'",
    to: "or other.card_id is not null then 'mismatch'",
    project: "central",
    test: associateTest,
    red: "refuses a stripe that is known as another card's, before it tells the card's state",
  },
];
