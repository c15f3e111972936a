// Races at the service, many rounds of each, on a PostgreSQL of its own (and on the one of DATABASE_URL where that is set).
// Usage: npm run drill:races [-- rounds]   Ends with 1 when anything was seen that must never be, or when the contrast shows nothing.
import { openLosingService } from "../central/testing/lost-replies.ts";
import {
  deadCardLinked,
  lostCardRace,
  oneCardRace,
  oneHolderRace,
  openRacers,
  type PlayRace,
  type Racers,
  sameEntryRace,
  withoutForShare,
} from "../central/testing/races.ts";
import { playRounds, type Tally } from "../central/testing/rounds.ts";
import { type TestServer, testServers } from "../central/testing/test-server.ts";
import { createTestService, type TestService } from "../central/testing/test-service.ts";
import { type PlayedRace, raceTable } from "./drill-races/race-table.ts";

const rounds = Number(process.argv[2] ?? 3_000);
if (!Number.isInteger(rounds) || rounds < 20) {
  console.error("usage: npm run drill:races [-- rounds, 20 or more]");
  process.exit(2);
}
// A lost reply is no race: the cut is placed, not met by chance.
const lostReplies = Math.min(rounds, 200);

console.log(
  `Races at the service, ${rounds} rounds each; then ${lostReplies} replies that are lost behind their commit.`,
);
console.log(
  "Last the contrast: the same service without FOR SHARE in its one statement, which must be seen to fail.\n",
);
const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => interrupted.abort());
try {
  const isAllAsItMust = await drillAll();
  console.log(isAllAsItMust ? "nothing was seen that must never be" : "FAILED");
  process.exitCode = isAllAsItMust ? 0 : 1;
} catch (cause) {
  if (!interrupted.signal.aborted) throw cause;
  console.error("interrupted; nothing is left behind");
  process.exitCode = 130;
}

async function drillAll(): Promise<boolean> {
  let isAllAsItMust = true;
  for (const { name, open } of testServers) {
    const server = await open();
    try {
      const played = await drill(server);
      console.log(`\nOn ${name}:\n\n${raceTable(played)}\n`);
      isAllAsItMust &&= played.every(({ isAsItMust }) => isAsItMust);
    } finally {
      await server.close();
    }
  }
  return isAllAsItMust;
}

async function drill(server: TestServer): Promise<readonly PlayedRace[]> {
  const test = await createTestService(server);
  try {
    await test.reset();
    return [...(await race(test)), await loseReplies(test), await contrast(test)];
  } finally {
    await test.close();
  }
}

async function race(test: TestService): Promise<readonly PlayedRace[]> {
  const racers = await openRacers(test);
  try {
    return [
      clean("one entry sent 16 times at once", await play("one entry × 16", sameEntryRace(racers), 2)),
      clean("one card at two terminals", await play("one card", oneCardRace(racers), 4)),
      clean("two cards of one holder at two terminals", await play("one holder", oneHolderRace(racers), 4)),
      bothOrders(await playLostCard("lost card", racers)),
    ];
  } finally {
    await racers.close();
  }
}

async function loseReplies(test: TestService): Promise<PlayedRace> {
  const losing = await openLosingService(test);
  try {
    return clean("reply lost behind its commit", await play("lost reply", losing.play, 1, lostReplies));
  } finally {
    await losing.close();
  }
}

async function contrast(test: TestService): Promise<PlayedRace> {
  const racers = await openRacers(test, withoutForShare);
  try {
    const tally = await playLostCard("contrast", racers);
    return {
      name: "contrast: the same without FOR SHARE",
      tally,
      isAsItMust: tally.violations.length > 0 && tally.violations.every((violation) => violation === deadCardLinked),
    };
  } finally {
    await racers.close();
  }
}

function playLostCard(label: string, racers: Racers): Promise<Tally> {
  return play(label, lostCardRace(racers), 4);
}

function clean(name: string, tally: Tally): PlayedRace {
  return { name, tally, isAsItMust: tally.violations.length === 0 };
}

/** A race that only ever went one way was not run. */
function bothOrders(tally: Tally): PlayedRace {
  const isAsItMust = tally.violations.length === 0 && Object.keys(tally.saw).length === 2;
  return { name: "a card associated while it is reported lost", tally, isAsItMust };
}

/** Plays a race and says how far it is, ten times in all. */
async function play(label: string, playRace: PlayRace, atOnce: number, count = rounds): Promise<Tally> {
  const from = performance.now();
  const step = Math.ceil(count / 10);
  return await playRounds(playRace, {
    rounds: count,
    atOnce,
    onRound: (played) => {
      interrupted.signal.throwIfAborted();
      if (played % step !== 0 && played !== count) return;
      console.log(`${label}: ${played} of ${count} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
    },
  });
}
