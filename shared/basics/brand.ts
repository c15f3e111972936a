declare const brand: unique symbol;

/** A primitive that only its own maker can produce: `Brand<string, "CardNumber">` is not assignable from a plain string. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
