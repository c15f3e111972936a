import type { HolderView } from "../contracts/http.ts";

/** What of a holder's name may stand in lists and outcomes, however much of it the operator was shown. Total. */
export function maskedNameOf(holder: HolderView, maskName: (name: string) => string): string {
  return holder.kind === "full" ? maskName(holder.name) : holder.nameMasked;
}
