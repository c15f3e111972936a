import { expect, it } from "vitest";
import { closingLine } from "./closing-line.ts";

it("the last line counts what was not sent and says that it is kept", () => {
  expect([
    closingLine({ waiting: 2, unknown: 1, parked: 0 }),
    closingLine({ waiting: 0, unknown: 0, parked: 0 }),
  ]).toEqual([
    "kalian: closed; kept for the next start: 2 to send, 1 without an answer, 0 parked\n",
    "kalian: closed; every entry has its result\n",
  ]);
});
