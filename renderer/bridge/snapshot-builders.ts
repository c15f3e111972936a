import type {
  ListItem,
  ListsView,
  MediumView,
  ReadView,
  StatusView,
  WorkKind,
  WorkView,
} from "../../shared/contracts/counter-snapshot.ts";
import type { ReaderState } from "../../shared/readers/reader-status.ts";

/** 2026-03-12 09:41:22 in Shanghai. */
export const sampleNowMs = Date.UTC(2026, 2, 12, 1, 41, 22);

/** A ready stripe reader. */
export function aReaderState(overrides: Partial<ReaderState> = {}): ReaderState {
  return {
    reader: {
      readerId: "generic-serial-ascii:/dev/ttyUSB0",
      profileId: "generic-serial-ascii",
      model: "WBT-2000",
      technology: "stripe",
      transport: "serial",
      node: "/dev/ttyUSB0",
      usbIds: null,
      serialNumber: null,
      driver: "serialport 13.0.0",
    },
    status: { kind: "ready" },
    cardsRead: 128,
    badReads: 2,
    lastReadAtMs: sampleNowMs,
    ...overrides,
  };
}

/** A ready chip reader. */
export function aChipReaderState(): ReaderState {
  const { reader } = aReaderState();
  return aReaderState({
    reader: {
      ...reader,
      readerId: "hd-100:usb",
      model: "HD-100",
      technology: "chip",
      transport: "hid",
      node: "/dev/hidraw3",
    },
  });
}

/** A bank number on track 2 of a stripe, masked. */
export function aReadView(overrides: Partial<ReadView> = {}): ReadView {
  return {
    technology: "stripe",
    readerModel: "WBT-2000",
    keyKind: "bankNumber",
    keyMasked: "****0000",
    expiry: { kind: "month", year: 2030, month: 5 },
    tracks: ["absent", "read", "absent"],
    ...overrides,
  };
}

export function aStatusView(overrides: Partial<StatusView> = {}): StatusView {
  return {
    seq: 1,
    site: { name: "示例区社保中心", window: "03 窗口" },
    operatorId: "T001",
    demo: true,
    timeZone: "Asia/Shanghai",
    locale: "zh-CN",
    elderMode: false,
    version: "0.1.0",
    link: { kind: "connected" },
    queue: { waiting: 0, unknown: 0, parked: 0 },
    readers: [aReaderState()],
    journalFault: null,
    keyProtection: "file-rights",
    sound: { volume: 0 },
    ...overrides,
  };
}

/** `number` makes ids distinct; the newest has the highest. */
export function aListItem(number: number, overrides: Partial<ListItem> = {}): ListItem {
  return {
    id: `01987a3c-0000-7000-8000-${String(number).padStart(12, "0")}`,
    ref: String(number).padStart(4, "0"),
    atMs: sampleNowMs - 3_600_000 + number * 120_000,
    businessDay: "2026-03-12",
    holderNameMasked: "测**",
    cardNumberMasked: "A01****65",
    how: "stripe",
    result: "confirmed",
    family: "confirmed",
    code: null,
    attempts: 1,
    nextAttemptAtMs: null,
    deadlineAtMs: null,
    ...overrides,
  };
}

export function aListsView(overrides: Partial<ListsView> = {}): ListsView {
  return {
    seq: 1,
    businessDay: "2026-03-12",
    counts: { confirmed: 128, notDone: 6, waiting: 0, unknown: 0, all: 134 },
    today: [
      aListItem(6),
      aListItem(5),
      aListItem(4, { result: "refused", family: "notDone", code: "refused/lost" }),
      aListItem(3, { result: "alreadyAssociated", family: "notDone" }),
      aListItem(2),
      aListItem(1),
    ],
    queue: [],
    ...overrides,
  };
}

const medium: MediumView = { kind: "read", read: aReadView() };
const shape = { length: 9, groups: [3, 3, 3], letters: true };
const read = { how: "stripe", readerModel: "WBT-2000" } as const;

/** What all screens have in common; `trail` as on a screen after the number was typed. */
const common = { step: 7, next: null, trail: { read, cardNumberMasked: "A12****74" } };
const early = { ...common, trail: { read, cardNumberMasked: null } };
const before = { ...common, trail: { read: null, cardNumberMasked: null } };

/** One valid snapshot of every kind of work. */
export const sampleWork: { readonly [Kind in WorkKind]: Extract<WorkView, { readonly kind: Kind }> } = {
  idle: { kind: "idle", ...before, restart: null },
  badRead: {
    kind: "badRead",
    ...before,
    fault: { kind: "unreadable", badTracks: [2] },
    readerId: "generic-serial-ascii:/dev/ttyUSB0",
    readerModel: "WBT-2000",
    picture: "swipe-slot",
    badReads: 2,
    untilGoOn: 1,
  },
  statingReason: {
    kind: "statingReason",
    ...before,
    reasons: ["stripe-damaged", "card-damaged", "reader-faulty"],
  },
  enteringNumber: { kind: "enteringNumber", ...early, medium, shapes: [shape], text: "", problem: null },
  checkingNumber: { kind: "checkingNumber", ...early, medium, shape, text: "A12345675" },
  numberContradicts: {
    kind: "numberContradicts",
    ...early,
    medium: { kind: "read", read: aReadView({ keyKind: "cardNumber", keyMasked: "A12****74" }) },
    shape,
    text: "A01234565",
  },
  lookingUp: { kind: "lookingUp", ...common, medium, sinceMs: sampleNowMs },
  lookUpFailed: { kind: "lookUpFailed", ...common, medium, code: "service/unreadable", reference: "k7-2f9a11" },
  attesting: {
    kind: "attesting",
    ...common,
    medium,
    documents: ["identity-card", "household-book", "passport", "residence-permit"],
    failure: "service/away",
    armAfterMs: 300,
  },
  confirming: {
    kind: "confirming",
    ...common,
    medium,
    holder: { kind: "full", name: "测试员", socialSecurityNumberMasked: "320102********0010", photo: null },
    card: { cardNumberMasked: "A12****74", issueRegion: "320100", generation: 3, validUntil: "2030-06-11" },
    mediumStanding: "not-known-yet",
    armAfterMs: 300,
  },
  submitting: { kind: "submitting", ...common, medium, saved: true, sinceMs: sampleNowMs },
  saveFailed: { kind: "saveFailed", ...common, medium, code: "journal/disk-full", reference: "k7-2f9a12" },
  ended: {
    kind: "ended",
    ...common,
    outcome: {
      kind: "confirmed",
      holderNameMasked: "测**",
      socialSecurityNumberMasked: "320102********0010",
      cardNumberMasked: "A12****74",
      recordedAt: "2026-03-12T01:41:22.904Z",
    },
    entryRef: "3f2a",
    earlier: false,
    mayRetype: false,
  },
  askingAnotherCard: {
    kind: "askingAnotherCard",
    ...early,
    read: aReadView({ keyMasked: "****1117" }),
    armAfterMs: 300,
    interrupted: "enteringNumber",
  },
};
