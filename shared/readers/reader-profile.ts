import * as z from "zod/mini";

const UsbMatch = z.strictObject({
  /** Four lower-case hex digits. */
  vendorId: z.string().check(z.regex(/^[0-9a-f]{4}$/)),
  productId: z.string().check(z.regex(/^[0-9a-f]{4}$/)),
  /** When given, the product text must contain it: some vendors share ids. */
  productText: z.optional(z.string().check(z.minLength(1))),
});

const base = {
  schema: z.literal(1),
  /** Stable id, also the file name: `magtek-usb-hid`. */
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{1,39}$/)),
  /** Model name to show. */
  model: z.string().check(z.minLength(1), z.maxLength(40)),
  technology: z.literal("stripe"),
  /** Plug-in ids by which it is recognised; empty: only by explicit path. */
  usb: z.array(UsbMatch),
  /** Which picture and remedy a bad read shows. */
  picture: z.enum(["swipe-slot", "swipe-side", "insert"]),
  /** Where the facts come from and how sure they are. */
  confidence: z.enum(["seen-on-device", "documented", "unverified"]),
  note: z.optional(z.string()),
};

/** Serial line settings; the defaults of nearly every counter reader are 9600 8N1. */
const SerialLine = z.strictObject({
  baudRate: z.union([
    z.literal(1200),
    z.literal(2400),
    z.literal(4800),
    z.literal(9600),
    z.literal(19200),
    z.literal(38400),
    z.literal(57600),
    z.literal(115200),
  ]),
  dataBits: z.union([z.literal(7), z.literal(8)]),
  parity: z.enum(["none", "even", "odd"]),
  stopBits: z.union([z.literal(1), z.literal(2)]),
  /** Port-powered readers need both lines asserted. */
  assertDtrRts: z.boolean(),
});

/**
 * A reader model as data: names the driver family and its options. Files in resources/readers/ and, of one site, in the folder `readers`
 * beside its settings file, checked against this schema when loaded; a wrong file is reported with its path and the bad field and never
 * stops the others.
 */
export const ReaderProfile = z.discriminatedUnion("family", [
  z.strictObject({
    ...base,
    family: z.literal("serial-ascii"),
    line: SerialLine,
    framing: z.strictObject({
      terminator: z.enum(["cr", "crlf", "either"]),
      sentinels: z.enum(["required", "optional"]),
      tracksPerLine: z.enum(["all", "one"]),
      /** Silence that ends a swipe. Below 20 ms a port-powered reader's bursts would be split. */
      idleMs: z.int().check(z.minimum(20), z.maximum(5000)),
      lrc: z.boolean(),
      maxBytes: z.int().check(z.minimum(40), z.maximum(4096)),
    }),
  }),
  z.strictObject({
    ...base,
    family: z.literal("magtek-hid"),
    /** Length of one swipe's report without report id. */
    reportBytes: z.literal(337),
    /** Silence after which a half report is dropped. */
    idleMs: z.int().check(z.minimum(20), z.maximum(5000)),
  }),
]);
export type ReaderProfile = z.infer<typeof ReaderProfile>;
