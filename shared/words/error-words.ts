import type { KnownErrorCode } from "./error-codes.ts";

/** What went wrong, and what to do about it: one sentence each. */
export type ErrorWords = { readonly cause: string; readonly remedy: string };

/** Words of every code that can reach a person; none may be missing. */
export type ErrorCatalogue = { readonly [Code in KnownErrorCode]: ErrorWords };
