import { describe, expect, it } from "vitest";
import type { IntentReply } from "../../../shared/contracts/ipc.ts";
import { type Asking, fromTrustedPage } from "./from-trusted-page.ts";

const page = { webContentsId: 1, url: "file:///opt/renderer/index.html" };
const ours: Asking = { senderFrame: { url: page.url, parent: null }, sender: { id: 1 } };

/** Asks once, and says what was answered, what the handler saw and what was told as rejected. */
async function ask(
  event: Asking,
  trusted: () => typeof page | undefined = () => page,
  reply: IntentReply = { kind: "accepted" },
) {
  const seen: unknown[] = [];
  const rejected: string[] = [];
  const answer = (payload: unknown) => {
    seen.push(payload);
    return reply;
  };
  const given = await fromTrustedPage(trusted, answer, (why) => rejected.push(why))(event, "payload");
  return { reply: given, seen, rejected };
}

describe("fromTrustedPage", () => {
  it("hands our page's request on and gives its answer back", async () => {
    expect(await ask(ours)).toEqual({ reply: { kind: "accepted" }, seen: ["payload"], rejected: [] });
  });

  it.each([
    ["another window", { ...ours, sender: { id: 2 } }],
    ["a frame inside the page", { ...ours, senderFrame: { url: page.url, parent: {} } }],
    ["a frame that is gone", { ...ours, senderFrame: null }],
  ])("rejects %s, its payload unread", async (_name, event) => {
    expect(await ask(event)).toEqual({
      reply: { kind: "rejected", why: "sender" },
      seen: [],
      rejected: ["sender"],
    });
  });

  it("rejects everyone while there is no window", async () => {
    const { reply, seen } = await ask(ours, () => undefined);

    expect([reply, seen]).toEqual([{ kind: "rejected", why: "sender" }, []]);
  });

  it("tells of a payload that was rejected behind it", async () => {
    const { rejected } = await ask(ours, () => page, { kind: "rejected", why: "payload" });

    expect(rejected).toEqual(["payload"]);
  });
});
