import type { EntryState } from "../../association/entry-state.ts";
import type { Failure, SettledOutcome } from "../../association/outcome.ts";
import type { DocumentType, WithoutReadReason } from "../../contracts/evidence.ts";
import type { CardLookUpReply } from "../../contracts/http.ts";
import type { ReadCard } from "../../contracts/reader-host.ts";
import type { ReadFault } from "../../readers/read-fault.ts";
import type { SaveFault } from "./counter-state.ts";

/** What a look-up brought back. */
export type LookUpAnswer =
  | { readonly kind: "reply"; readonly reply: CardLookUpReply }
  /** The service refused or found a conflict: the attempt ends here. */
  | { readonly kind: "settled"; readonly outcome: SettledOutcome }
  /** No usable answer: the service is away, too slow, or cannot work. */
  | { readonly kind: "away"; readonly failure: Failure }
  /** The service answered that this request will not do. */
  | { readonly kind: "problem"; readonly failure: Failure };

/** What happens at a counter. Past tense for what the world did, and one event for each key that an operator may press. */
export type CounterEvent =
  | { readonly kind: "cardRead"; readonly card: ReadCard }
  | { readonly kind: "readFailed"; readonly fault: ReadFault; readonly readerId: string; readonly readerModel: string }
  | { readonly kind: "goOnAsked" }
  | { readonly kind: "reasonStated"; readonly reason: WithoutReadReason }
  | { readonly kind: "numberSubmitted"; readonly text: string }
  | { readonly kind: "numberCorrected" }
  | { readonly kind: "doubtAccepted" }
  | { readonly kind: "lookUpAnswered"; readonly lookUpId: string; readonly answer: LookUpAnswer }
  | { readonly kind: "lookUpAgain" }
  | { readonly kind: "documentAttested"; readonly document: DocumentType; readonly lastFour: string }
  | { readonly kind: "confirmPressed" }
  | { readonly kind: "entrySaved"; readonly entryId: string }
  | { readonly kind: "entryNotSaved"; readonly entryId: string; readonly fault: SaveFault }
  | { readonly kind: "saveAgain" }
  | { readonly kind: "entryChanged"; readonly entryId: string; readonly state: EntryState }
  | { readonly kind: "stepBack" }
  | { readonly kind: "nextPerson" }
  | { readonly kind: "anotherCardAnswered"; readonly takeNew: boolean };
