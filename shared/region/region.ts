import type { CardNumberRule } from "../numbers/card-number.ts";
import type { NameMask } from "../numbers/masks.ts";

/** How a key on a stripe is checked before it counts. */
export type StripeCheck = "luhn" | "card-number" | "person-id" | "none";

/** One stripe rule, its expression compiled. */
export interface StripeRule {
  readonly track: 1 | 2 | 3;
  readonly kind: "bankNumber" | "cardNumber" | "personId" | "unknown";
  readonly check: StripeCheck;
  readonly expression: RegExp;
}

/** A region's rules, ready to be used. Made only by `compileRegion`. */
export interface Region {
  readonly regionCode: string;
  readonly names: { readonly "zh-CN": string; readonly en: string };
  readonly timeZone: string;
  readonly cardNumberRules: readonly CardNumberRule[];
  readonly stripeRules: readonly StripeRule[];
  readonly nameMask: NameMask;
}
