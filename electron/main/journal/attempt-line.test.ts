import { expect, it } from "vitest";
import { type RawReply, readAssociationReply } from "../../../shared/association/outcome.ts";
import type { PutAnswer } from "../service/service-client.ts";
import { attemptLine } from "./attempt-line.ts";
import { away, confirmedReply, idOf, problemReply, timeout } from "./journal.fixture.ts";

const entryId = idOf(1);

function replied(raw: RawReply): PutAnswer {
  return { kind: "reading", reading: readAssociationReply(entryId, raw), raw };
}

const lost = problemReply(422, "refused/lost", { refusal: { reason: "lost", since: null } });

it.each<[PutAnswer, "info" | "warn", string, string | null, string | null]>([
  [replied(confirmedReply(entryId)), "info", "confirmed", null, null],
  [replied(lost), "info", "refused", "refused/lost", "ref-1"],
  [{ kind: "notWritten", failure: away }, "warn", "notWritten", "service/away", null],
  [{ kind: "unanswered", failure: timeout }, "warn", "unanswered", "service/timeout", null],
  [replied(problemReply(503, "service/busy")), "warn", "notProcessed", "service/busy", "ref-1"],
  [replied(problemReply(500, "service/internal")), "warn", "unclear", "service/internal", "ref-1"],
  [replied(problemReply(400, "request/invalid")), "warn", "unacceptable", "request/invalid", "ref-1"],
])(
  "the log's line of an attempt has the code and the reference of its screen: %#",
  (answer, level, kind, code, reference) => {
    expect(attemptLine(entryId, answer)).toEqual([level, "attempt-ended", { entryId, answer: kind, code, reference }]);
  },
);
