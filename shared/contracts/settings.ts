import * as z from "zod/mini";

/**
 * The site file: what a hospital's or bureau's IT sets for one terminal. Every field has a default but none is guessed from another.
 * A wrong file is reported with its path and the bad field, and the terminal does not start with half of it.
 */
export const SiteSettings = z.strictObject({
  schema: z.literal(1),
  site: z.strictObject({
    name: z.string().check(z.minLength(1), z.maxLength(40)),
    window: z.string().check(z.minLength(1), z.maxLength(20)),
    kind: z.enum(["branch", "hospital", "community-health-centre", "waiting-area"]),
  }),
  central: z.strictObject({
    url: z.string().check(z.regex(/^https?:\/\/[^\s]+$/)),
    /** How long one request may take before its outcome counts as unknown. */
    requestTimeoutMs: z.int().check(z.minimum(1000), z.maximum(30_000)),
  }),
  region: z.string().check(z.regex(/^[a-z][a-z-]{1,30}$/)),
  readers: z.strictObject({
    discover: z.boolean(),
    explicit: z.array(z.strictObject({ profileId: z.string(), path: z.string() })),
  }),
  policy: z.strictObject({
    /** Associations may be made while the service is away. */
    offline: z.boolean(),
    /** Hours after which an entry that could never be sent is parked. */
    deadlineHours: z.int().check(z.minimum(1), z.maximum(168)),
    /** Bad reads after which a clerk may go on by number; null: never. */
    goOnWithoutReadAfter: z.nullable(z.int().check(z.minimum(1), z.maximum(10))),
  }),
  locale: z.enum(["zh-CN", "en"]),
  /** How a start looks; F9 changes it until the next one. */
  display: z._default(z.strictObject({ elderMode: z._default(z.boolean(), false) }), { elderMode: false }),
  sound: z.strictObject({ volume: z.number().check(z.minimum(0), z.maximum(1)) }),
});
export type SiteSettings = z.infer<typeof SiteSettings>;
