import * as z from "zod/mini";

/** How long one request may take before its outcome counts as unknown. */
const RequestTimeoutMs = z._default(z.int().check(z.minimum(1000), z.maximum(30_000)), 5000);

const Readers = z.strictObject({
  /** Find readers that are plugged in, by the profiles. */
  discover: z._default(z.boolean(), true),
  /** Readers that cannot be found, such as one on a serial port without a model: profile and device path. */
  explicit: z._default(
    z.array(z.strictObject({ profileId: z.string().check(z.minLength(1)), path: z.string().check(z.minLength(1)) })),
    [],
  ),
});

const Policy = z.strictObject({
  /** Associations may be made while the service is away. */
  offline: z._default(z.boolean(), true),
  /** Hours after which an entry that could never be sent is parked. */
  deadlineHours: z._default(z.int().check(z.minimum(1), z.maximum(168)), 24),
  /** Bad reads after which a clerk may go on by number; null: never. */
  goOnWithoutReadAfter: z._default(z.nullable(z.int().check(z.minimum(1), z.maximum(10))), 3),
});

const Display = z.strictObject({
  /** Large type and strong contrast at the start; F9 changes it until the next one. */
  elderMode: z._default(z.boolean(), false),
});

const Sound = z.strictObject({ volume: z._default(z.number().check(z.minimum(0), z.maximum(1)), 0.4) });

/**
 * The site file: what a hospital's or bureau's IT sets for one terminal. What has no default must be there; nothing is guessed from another
 * field. A wrong file is reported with its path, line, column and field, and the terminal does not start with half of it.
 */
export const SiteSettings = z.strictObject({
  /** For editors, which check and complete the file by it; the terminal does not read it. */
  $schema: z.optional(z.string()),
  schema: z.literal(1),
  site: z.strictObject({
    name: z.string().check(z.minLength(1), z.maxLength(40)),
    window: z.string().check(z.minLength(1), z.maxLength(20)),
  }),
  central: z.strictObject({
    url: z.string().check(z.regex(/^https?:\/\/[^\s]+$/)),
    requestTimeoutMs: RequestTimeoutMs,
  }),
  /** File name of the region's rules, without its ending. */
  region: z.string().check(z.regex(/^[a-z][a-z-]{1,30}$/)),
  readers: z._default(Readers, { discover: true, explicit: [] }),
  policy: z._default(Policy, { offline: true, deadlineHours: 24, goOnWithoutReadAfter: 3 }),
  locale: z._default(z.enum(["zh-CN", "en"]), "zh-CN"),
  display: z._default(Display, { elderMode: false }),
  sound: z._default(Sound, { volume: 0.4 }),
});
export type SiteSettings = z.infer<typeof SiteSettings>;
