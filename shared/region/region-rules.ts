import * as z from "zod/mini";

const Pattern = z.string().check(z.minLength(1), z.maxLength(120));
const Note = z.optional(z.string().check(z.minLength(1)));

const CardNumberRule = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
  length: z.int().check(z.minimum(5), z.maximum(20)),
  charset: z.enum(["digits", "digits-and-capitals"]),
  check: z.enum(["gb11714-9", "none"]),
  groups: z.readonly(z.array(z.int().check(z.minimum(1))).check(z.minLength(1))),
  note: Note,
});

const track = z.union([z.literal(1), z.literal(2), z.literal(3)]);

// One kind, one check: a key may be called a bank number only when Luhn stands behind it, a card number only when a rule took it.
const StripeKind = z.discriminatedUnion("kind", [
  z.strictObject({ track, pattern: Pattern, kind: z.literal("bankNumber"), check: z.literal("luhn"), note: Note }),
  z.strictObject({
    track,
    pattern: Pattern,
    kind: z.literal("cardNumber"),
    check: z.literal("card-number"),
    note: Note,
  }),
  z.strictObject({
    track,
    pattern: Pattern,
    kind: z.literal("personId"),
    check: z.enum(["person-id", "none"]),
    note: Note,
  }),
  z.strictObject({ track, pattern: Pattern, kind: z.literal("unknown"), check: z.enum(["luhn", "none"]), note: Note }),
]);

/**
 * One region's rules as they stand in `resources/regions/*.json`. `stripeKinds` are tried in order and the first pattern that matches a
 * track decides; each pattern is a regular expression anchored by `^` whose one capture group is the key, matched against the track
 * without sentinels and with `=` as the only separator.
 */
export const RegionRules = z.strictObject({
  schema: z.literal(1),
  /** Six digits as in GB/T 2260. */
  regionCode: z.string().check(z.regex(/^[0-9]{6}$/)),
  names: z.strictObject({ "zh-CN": z.string().check(z.minLength(1)), en: z.string().check(z.minLength(1)) }),
  /** IANA name; the business day is counted in it. */
  timeZone: z.string().check(z.minLength(1)),
  cardNumberRules: z.readonly(z.array(CardNumberRule).check(z.minLength(1))),
  stripeKinds: z.readonly(z.array(StripeKind)),
  nameMask: z.enum(["family", "given"]),
  note: Note,
});
export type RegionRules = z.infer<typeof RegionRules>;
