import { expect, test } from "vitest";
import { decodeSwipe } from "../../shared/card/decode-swipe.ts";
import type { DecodedCard } from "../../shared/card/decoded-card.ts";
import type { RawTrack } from "../../shared/card/swipe-frame.ts";
import { ReadCard } from "../../shared/contracts/reader-host.ts";
import { nationalRegion } from "./profiles.fixture.ts";
import type { Seal } from "./seal.ts";
import { toReadCard } from "./to-read-card.ts";

const keyId = "0123456789abcdef";
/** Seals to nothing that could be read; what it was given is the test's to see. */
function recordingSeal(): { readonly seal: Seal; readonly texts: string[] } {
  const texts: string[] = [];
  const seal: Seal = (text) => {
    texts.push(text);
    return Promise.resolve({ keyId, sealed: "c2VhbGVk" });
  };
  return { seal, texts };
}

function cardOfTrackTwo(text: string): DecodedCard {
  const absent: RawTrack = { kind: "absent" };
  const decoded = decodeSwipe(
    { family: "ascii-lines", tracks: [absent, { kind: "text", text }, absent] },
    nationalRegion,
  );
  if (!decoded.ok) throw new Error(decoded.error.kind);
  return decoded.value;
}

function context(seal: Seal | undefined) {
  const fingerprintKey = new Uint8Array(32).fill(1);
  const readId = "01a20fc3-7d14-7b86-abe7-8fe22fd7f032";
  return { readId, readerId: "r1", readerModel: "Model", atMs: 5, fingerprintKey, seal };
}

test("a bank number leaves sealed, masked and with its last four digits", async () => {
  const { seal, texts } = recordingSeal();
  const read = await toReadCard(cardOfTrackTwo(";6222020000000000018=25121010000000000?"), context(seal));
  if (!read.ok) throw new Error(read.error.kind);

  expect(ReadCard.parse(read.value)).toEqual({
    readId: "01a20fc3-7d14-7b86-abe7-8fe22fd7f032",
    readerId: "r1",
    readerModel: "Model",
    technology: "stripe",
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    evidence: {
      kind: "stripe",
      key: { kind: "bankNumber", sealed: { keyId, sealed: "c2VhbGVk" }, lastFour: "0018" },
      authenticated: false,
    },
    keyKind: "bankNumber",
    keyMasked: "622202*********0018",
    expiry: { kind: "month", year: 2025, month: 12 },
    tracks: ["absent", "read", "absent"],
    atMs: 5,
  });
  expect(texts).toEqual(["6222020000000000018"]);
});

test("a person's number and a key of no known kind leave sealed as well", async () => {
  const { seal, texts } = recordingSeal();
  const reads = [
    await toReadCard(cardOfTrackTwo(";320102199001010010?"), context(seal)),
    await toReadCard(cardOfTrackTwo(";00112233=445566?"), context(seal)),
  ];

  const seen = reads.map((read) => read.ok && [read.value.evidence, read.value.keyMasked]);
  const sealed = { keyId, sealed: "c2VhbGVk" };
  expect(seen).toEqual([
    [
      { kind: "stripe", key: { kind: "personId", sealed, lastFour: "0010" }, authenticated: false },
      "320102********0010",
    ],
    [{ kind: "stripe", key: { kind: "unknown", sealed }, authenticated: false }, expect.stringMatching(/^\*+$/)],
  ]);
  expect(texts).toEqual(["320102199001010010", "00112233=445566"]);
});

test("a card number leaves readable, without a sealing key too", async () => {
  const read = await toReadCard(cardOfTrackTwo(";123456788?"), context(undefined));

  expect(read.ok && read.value.evidence).toEqual({
    kind: "stripe",
    key: { kind: "cardNumber", cardNumber: "123456788" },
    authenticated: false,
  });
});

test("without a sealing key nothing that must be sealed leaves", async () => {
  const reads = [";6222020000000000018=25121010000000000?", ";320102199001010010?", ";00112233=445566?"].map((text) =>
    toReadCard(cardOfTrackTwo(text), context(undefined)),
  );

  const refused = { ok: false, error: { kind: "sealing-key-missing" } };
  expect(await Promise.all(reads)).toEqual([refused, refused, refused]);
});
