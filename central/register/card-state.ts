import type { RefusalReason } from "../../shared/contracts/problem-codes.ts";

/** AAZ502 卡应用状态: the code of a card that may be associated. */
export const normalState = "1";

/** Why each other known code refuses. A code that is not listed refuses as not normal. */
export const reasonOfState = {
  "0": "sealed",
  "2": "lost",
  "3": "locked",
  "4": "lost-temporarily",
  "9": "cancelled",
} as const satisfies Record<string, RefusalReason>;

/** Codes of a card that never comes back: its association ends with it. */
export const finalStates: ReadonlySet<string> = new Set(["2", "9"]);

/** Why a card in this state is refused; undefined when it is normal. */
export function findStateRefusal(stateCode: string): RefusalReason | undefined {
  if (stateCode === normalState) return undefined;
  const reasons: Readonly<Record<string, RefusalReason>> = reasonOfState;
  return Object.hasOwn(reasons, stateCode) ? reasons[stateCode] : "not-normal";
}
