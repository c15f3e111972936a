// Stripe texts after ISO/IEC 7811 and 7813 (tracks 1 and 2) and ISO/IEC 4909 (track 3), as decoding readers print them:
// sentinels included, no LRC. The builders here know nothing of the product's decoder.

export type StripeFields = {
  readonly bankNumber: string;
  /** As on track 1: SURNAME/GIVEN. */
  readonly name?: string;
  /** YYMM. */
  readonly expiry?: string;
  readonly serviceCode?: string;
  readonly discretionary?: string;
};

export type TrackNumber = 1 | 2 | 3;

/** The texts of the tracks that a stripe has. */
export type StripeText = { readonly track1?: string; readonly track2?: string; readonly track3?: string };

const DEFAULTS = { name: "TEST/CARD", expiry: "3012", serviceCode: "520", discretionary: "0000000000" };

export function track1(fields: StripeFields): string {
  const { bankNumber, name, expiry, serviceCode, discretionary } = { ...DEFAULTS, ...fields };
  return `%B${bankNumber}^${name}^${expiry}${serviceCode}${discretionary}?`;
}

export function track2(fields: StripeFields): string {
  const { bankNumber, expiry, serviceCode, discretionary } = { ...DEFAULTS, ...fields };
  return `;${bankNumber}=${expiry}${serviceCode}${discretionary}?`;
}

/** Format code 99, country and currency 156, an empty cycle, then the expiry. */
export function track3(fields: StripeFields): string {
  const { bankNumber } = fields;
  return `;99${bankNumber}=1561560000000000003010=000000000000?`;
}

/** What readers print for a track that they could not decode. */
export const badTrackTexts = { track1: "%E?", track2: ";E?", track3: "+E?" } as const satisfies StripeText;

/**
 * The check character of a track: the exclusive or of the data bits of all characters, both sentinels included. Readers in
 * decoded mode strip it; readers in raw mode send it after the end sentinel.
 */
export function lrcOf(text: string): string {
  const [offset, mask] = text.startsWith("%") ? [0x20, 0x3f] : [0x30, 0x0f];
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum ^= (text.charCodeAt(index) - offset) & mask;
  return String.fromCharCode(sum + offset);
}
