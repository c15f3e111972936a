import type { TestCard } from "../harness/cards.ts";
import type { Clerk } from "../harness/clerk.ts";
import type { FaultProxy } from "../harness/fault-proxy.ts";

/** A way from the confirming key to the settled entry. Each step may fail because the terminal has been killed. */
export interface KillScenario {
  readonly id: string;
  readonly what: string;
  /** Before the tracer watches: everything up to the key that confirms. */
  readonly prepare: (clerk: Clerk, card: TestCard, network: FaultProxy) => Promise<void>;
  /** From that key on, until the entry is settled. */
  readonly run: (clerk: Clerk, card: TestCard, network: FaultProxy) => Promise<void>;
}

const comesToConfirm = (clerk: Clerk, card: TestCard): Promise<void> => clerk.comesToConfirm(card);

async function seesConfirmed(clerk: Clerk): Promise<void> {
  await clerk
    .title()
    .filter({ hasText: clerk.t("outcomes.confirmed-title") })
    .waitFor({ timeout: 30_000 });
}

/** The ways that an association can take. */
export const killScenarios: readonly KillScenario[] = [
  {
    id: "online",
    what: "confirmed over the connection that the look-up left open",
    prepare: comesToConfirm,
    run: async (clerk) => {
      await clerk.press("Enter");
      await seesConfirmed(clerk);
    },
  },
  {
    id: "new-connection",
    what: "confirmed over a new connection, because the kept one was closed",
    prepare: async (clerk, card, network) => {
      await comesToConfirm(clerk, card);
      network.cutConnections();
    },
    run: async (clerk) => {
      await clerk.press("Enter");
      await seesConfirmed(clerk);
    },
  },
  {
    id: "reply-lost",
    what: "the reply is lost after the commit: unknown, then settled by the same PUT",
    prepare: async (clerk, card, network) => {
      await comesToConfirm(clerk, card);
      await network.setMode("dropReplies");
    },
    run: async (clerk, _card, network) => {
      await clerk.press("Enter");
      await clerk.sees("outcomes.unknown-title");
      await network.setMode("pass");
      await seesConfirmed(clerk);
    },
  },
  {
    id: "offline",
    what: "attested while the service is away, waiting, delivered when it returns",
    prepare: async (clerk, card, network) => {
      await network.setMode("refuse");
      await clerk.looksUp(card);
      await clerk.sees("work.attest-title");
    },
    run: async (clerk, card, network) => {
      await clerk.attests(card.socialSecurityNumber.slice(-4));
      await clerk.sees("outcomes.waiting-title");
      await network.setMode("pass");
      await seesConfirmed(clerk);
    },
  },
];
