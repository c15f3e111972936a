/** When a screen was painted (page time) and how long after that a press starts to count. */
export type PressRule = { readonly shownAtMs: number; readonly armAfterMs: number };

export type KeyDown = { readonly key: string; readonly atMs: number; readonly repeat: boolean };

type Candidate = { readonly key: string; readonly shownAtMs: number };

export type PressState = {
  /** Keys that are down, by what was seen of them. */
  readonly down: readonly string[];
  /** Recent key-downs, pruned to `burstMs`. */
  readonly recent: readonly { readonly key: string; readonly atMs: number }[];
  /** A press that will count when its key comes up on the same screen. */
  readonly candidate: Candidate | null;
};

/**
 * A reader that types sends its characters a few milliseconds apart and Enter right behind them; a person's Enter after another
 * key takes longer than this.
 */
const burstMs = 100;

export const noPress: PressState = { down: [], recent: [], candidate: null };

function isFresh(state: PressState, press: KeyDown, rule: PressRule): boolean {
  if (press.repeat || state.down.includes(press.key)) return false;
  if (press.atMs - rule.shownAtMs < rule.armAfterMs) return false;
  return !state.recent.some((other) => other.key !== press.key && press.atMs - other.atMs < burstMs);
}

/** Takes a key-down. `rule` is the one of the screen that asks for a fresh press of this key, or null. */
export function pressKey(state: PressState, press: KeyDown, rule: PressRule | null): PressState {
  const fresh = rule !== null && isFresh(state, press, rule);
  const kept = press.repeat && state.candidate?.key === press.key ? state.candidate : null;
  return {
    down: state.down.includes(press.key) ? state.down : [...state.down, press.key],
    recent: [
      ...state.recent.filter((other) => press.atMs - other.atMs < burstMs),
      { key: press.key, atMs: press.atMs },
    ],
    candidate: fresh ? { key: press.key, shownAtMs: rule.shownAtMs } : kept,
  };
}

/** Takes a key-up. `counts` is true when it ends a fresh press that began on the screen that is still shown. */
export function releaseKey(
  state: PressState,
  key: string,
  rule: PressRule | null,
): { readonly state: PressState; readonly counts: boolean } {
  const candidate = state.candidate?.key === key ? state.candidate : null;
  return {
    state: { ...state, down: state.down.filter((held) => held !== key), candidate: null },
    counts: candidate !== null && rule !== null && candidate.shownAtMs === rule.shownAtMs,
  };
}

/** The window lost the focus: key-ups may have gone elsewhere, so nothing is taken as held and no press is pending. */
export function forgetKeys(): PressState {
  return noPress;
}

/** Whether a click that began at `startedAtMs` counts on this screen. */
export function clickCounts(startedAtMs: number, rule: PressRule): boolean {
  return startedAtMs - rule.shownAtMs >= rule.armAfterMs;
}
