import { expect, it } from "vitest";
import { FakeClock, settle } from "../../../shared/basics/fake-clock.ts";
import { PageRevival } from "./page-revival.ts";

/** A page that loads unless told otherwise, and what became of it. */
function aPage() {
  const clock = new FakeClock();
  const told: string[] = [];
  let canLoad = true;
  const revival = new PageRevival({
    timers: clock,
    load: () => {
      told.push("load");
      return canLoad ? Promise.resolve() : Promise.reject(new Error("ERR_FAILED"));
    },
    onLost: (reason) => told.push(reason),
    onGivenUp: () => told.push("given up"),
  });
  const die = async (times: number) => {
    for (let count = 0; count < times; count += 1) {
      revival.lost("crashed");
      await clock.advance(1_000);
    }
  };
  const refuseToLoad = () => {
    canLoad = false;
  };
  const count = (what: string) => told.filter((one) => one === what).length;
  return { clock, revival, die, refuseToLoad, count };
}

it("a page that died is loaded again, never from inside the news of its death", async () => {
  const { revival, clock, count } = aPage();

  revival.lost("crashed");
  const inside = count("load");
  await clock.advance(0);

  expect([inside, count("crashed"), count("load")]).toEqual([0, 1, 1]);
});

it("a page that dies at every load is given up at the sixth time, once", async () => {
  const { die, count } = aPage();

  await die(5);
  const before = count("given up");
  await die(3);

  expect([before, count("given up"), count("load")]).toEqual([0, 1, 5]);
});

it("a page that lived for a minute has all its lives again", async () => {
  const { die, clock, count } = aPage();

  for (let day = 0; day < 4; day += 1) {
    await die(5);
    await clock.advance(60_000);
  }

  expect([count("given up"), count("load")]).toEqual([0, 20]);
});

it("a page that does not load is lost like one that died", async () => {
  const { revival, clock, refuseToLoad, count } = aPage();
  refuseToLoad();

  revival.lost("crashed");
  await clock.advance(10_000);
  await settle();

  expect([count("did-not-load"), count("load"), count("given up")]).toEqual([5, 5, 1]);
});

it("a page that dies while it loads is lost once", async () => {
  const { revival, clock, refuseToLoad, count } = aPage();
  refuseToLoad();
  revival.lost("crashed");
  await clock.advance(0);

  revival.lost("crashed");
  await clock.advance(499);

  expect([count("crashed"), count("did-not-load"), count("load")]).toEqual([2, 0, 2]);
});

it("nothing is loaded any more once the window closes", async () => {
  const { revival, clock, count } = aPage();
  revival.lost("killed");

  revival.stop();
  revival.lost("killed");
  await clock.advance(60_000);

  expect([count("load"), count("given up")]).toEqual([0, 0]);
});
