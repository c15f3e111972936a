/**
 * The outcome of an operation that is expected to fail at times. A plain object, so it crosses IPC and structured clone unchanged.
 * The error is always a union that the caller switches on; bugs are thrown instead.
 */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Makes the success arm of a Result. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Makes the failure arm of a Result. */
export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}
