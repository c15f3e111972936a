import * as z from "zod/mini";
import { refusalReasons } from "../../../shared/contracts/problem-codes.ts";
import type { Announcement, CardRegister, RegisterAnswer } from "../card-register.ts";

/** Reply to `POST <url>/card-states` with `{cardNumber}`. */
const CardStateReply = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("found"),
    stateCode: z.string().check(z.regex(/^[0-9A-Za-z]{1,4}$/)),
    stateSince: z.nullable(z.iso.date()),
  }),
  z.object({ kind: z.literal("not-found") }),
]);

/** Reply to `PUT <url>/associations/{entryId}` with `{cardNumber, socialSecurityNumber, recordedAt}`. */
const AnnouncementReply = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("accepted") }),
  z.object({ kind: z.literal("refused"), reason: z.enum(refusalReasons) }),
]);

interface HttpRegisterOptions {
  /** Where the register answers, without a slash at the end. */
  readonly url: string;
  /** One call in all: connecting, waiting, reading. */
  readonly timeoutMs: number;
}

/**
 * A city's register that speaks JSON over HTTP. Numbers travel in bodies only, so that no log on the way keeps an address with one.
 * Anything but a readable 200 within the time-out is `unknown`; a redirect is not followed.
 */
export function createHttpRegister({ url, timeoutMs }: HttpRegisterOptions): CardRegister {
  async function ask(method: "POST" | "PUT", path: string, body: object): Promise<unknown> {
    try {
      const reply = await fetch(`${url}${path}`, {
        method,
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify(body),
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (reply.status === 200) return await reply.json();
      await reply.body?.cancel();
      return undefined;
    } catch {
      // Refused, cut, too late or not JSON: to the caller all the same, nothing was learned.
      return undefined;
    }
  }

  return {
    lookUp: async ({ cardNumber }): Promise<RegisterAnswer> => {
      const reply = CardStateReply.safeParse(await ask("POST", "/card-states", { cardNumber }));
      return reply.success ? reply.data : { kind: "unknown" };
    },
    announce: async ({ entryId, ...association }): Promise<Announcement> => {
      const reply = AnnouncementReply.safeParse(await ask("PUT", `/associations/${entryId}`, association));
      return reply.success ? reply.data : { kind: "unknown" };
    },
  };
}
