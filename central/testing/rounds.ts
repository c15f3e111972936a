/** What one round came to. */
export interface Round {
  /** In a few words, for counting. */
  readonly saw: string;
  /** What must never be, in a sentence each. */
  readonly violations: readonly string[];
}

/** What many rounds came to. */
export interface Tally {
  readonly rounds: number;
  /** How often each was seen, by name. */
  readonly saw: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

interface Rounds {
  readonly rounds: number;
  /** Rounds that are played side by side. */
  readonly atOnce: number;
  readonly onRound?: (played: number) => void;
}

/** Plays rounds and counts what they came to. Rejects when a round does: that is no violation but a broken test. */
export async function playRounds(
  play: (round: number) => Promise<Round>,
  { rounds, atOnce, onRound }: Rounds,
): Promise<Tally> {
  const results: Round[] = [];
  let next = 0;
  const player = async (): Promise<void> => {
    for (let round = next++; round < rounds; round = next++) {
      results.push(await play(round));
      onRound?.(results.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, player));
  const kinds = [...new Set(results.map(({ saw }) => saw))].toSorted();
  return {
    rounds,
    saw: Object.fromEntries(kinds.map((kind) => [kind, results.filter(({ saw }) => saw === kind).length])),
    violations: results.flatMap(({ violations }) => violations),
  };
}
