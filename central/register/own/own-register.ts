import type { CardRegister } from "../card-register.ts";

/**
 * Our own table as a register. The copy that the caller holds is the register's own row, so nothing is asked again; and the statement
 * that writes an association checks the card's state under a lock, so there is nobody left to tell.
 */
export const ownRegister: CardRegister = {
  lookUp: ({ stateCode, stateSince }) => Promise.resolve({ kind: "found", stateCode, stateSince }),
  announce: () => Promise.resolve({ kind: "accepted" }),
};
