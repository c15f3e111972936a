import * as z from "zod/mini";
import type { DockPushName, DockRequestName } from "./dock-names.ts";
import { CardNumberText } from "./evidence.ts";

export type { DockPushName, DockRequestName } from "./dock-names.ts";

/**
 * How the scripted reader passes a card on. `skewed`: a track that cannot be used; `check-failed`: a number whose check digit is wrong;
 * `truncated`: the frame stops half-way; `twice`: the same card again within 3 s; `unplug`: the reader is taken away in mid-swipe and is
 * back after 3 s.
 */
export const dockManners = ["normal", "skewed", "check-failed", "truncated", "twice", "unplug"] as const;
export type DockManner = (typeof dockManners)[number];

/** How the central service behaves. `slow` answers after 5 s, `silent` takes the request and never answers, `cut` refuses the connection. */
export const dockCentralModes = ["answer", "slow", "silent", "cut"] as const;
export type DockCentralMode = (typeof dockCentralModes)[number];

const CardId = z.string().check(z.regex(/^[a-z0-9-]{1,40}$/));

/** A sample card. Its full number may be shown, because the dock exists only where every person and number is invented. */
export const DockCard = z.strictObject({
  id: CardId,
  cardNumber: CardNumberText,
  description: z.strictObject({ "zh-CN": z.string(), en: z.string() }),
});
export type DockCard = z.infer<typeof DockCard>;

/** Everything the dock shows but its log. Whole; a late or repeated one is harmless. */
export const DockView = z.strictObject({
  locale: z.enum(["zh-CN", "en"]),
  timeZone: z.string(),
  readers: z.readonly(z.array(z.strictObject({ readerId: z.string(), model: z.string(), plugged: z.boolean() }))),
  cards: z.readonly(z.array(DockCard)),
  central: z.strictObject({ mode: z.enum(dockCentralModes), address: z.string() }),
});
export type DockView = z.infer<typeof DockView>;

/** One line of the dock's log: who did what. Technical words, the same in every language; masks only. */
export const DockEvent = z.strictObject({
  atMs: z.int(),
  source: z.string().check(z.maxLength(20)),
  text: z.string().check(z.maxLength(160)),
});
export type DockEvent = z.infer<typeof DockEvent>;

/** What main answers to a request of the dock. `refused`: there is no such card, or the reader is away. */
export const DockReply = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("accepted") }),
  z.strictObject({ kind: z.literal("refused") }),
  z.strictObject({ kind: z.literal("rejected"), why: z.enum(["sender", "payload"]) }),
]);
export type DockReply = z.infer<typeof DockReply>;

/** Requests of the dock's window, each one named method of its preload. All are answered with `DockReply`. */
export const dockRequests = {
  /** The page is mounted: push the view and the last events now. */
  dockReady: z.strictObject({}),
  scriptedSwipe: z.strictObject({ cardId: CardId, manner: z.enum(dockManners) }),
  central: z.strictObject({ mode: z.enum(dockCentralModes) }),
} as const satisfies Record<DockRequestName, z.ZodMiniType>;
export type DockRequest<Name extends DockRequestName> = z.infer<(typeof dockRequests)[Name]>;

/** Pushes to the dock's window. */
export const dockPushes = { view: DockView, event: DockEvent } as const satisfies Record<DockPushName, z.ZodMiniType>;
export type DockPush<Name extends DockPushName> = z.infer<(typeof dockPushes)[Name]>;

/** What the dock's preload puts on `window.kalianDock`. Each `on…` answers with the way to stop listening. */
export type DockBridge = {
  readonly [Name in DockRequestName]: (payload: DockRequest<Name>) => Promise<DockReply>;
} & {
  readonly [Name in DockPushName as `on${Capitalize<Name>}`]: (listener: (value: DockPush<Name>) => void) => () => void;
};
