import { describe, expect, it } from "vitest";
import { withStartLock } from "./start-lock.ts";

const soon = () => Date.now() + 5_000;

describe("start lock", () => {
  it("lets one at a time work on a folder", async () => {
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    };

    await Promise.all([1, 2, 3, 4].map(() => withStartLock("/one", soon(), work)));

    expect(most).toBe(process.platform === "linux" ? 1 : 4);
  });

  it("does not keep other folders waiting", async () => {
    const order: string[] = [];
    await withStartLock("/one", soon(), async () => {
      await withStartLock("/two", soon(), () => Promise.resolve(void order.push("two")));
      order.push("one");
    });
    expect(order).toEqual(["two", "one"]);
  });

  it("is free again when the work failed", async () => {
    await expect(withStartLock("/one", soon(), () => Promise.reject(new Error("no disk")))).rejects.toThrow("no disk");
    expect(await withStartLock("/one", soon(), () => Promise.resolve("done"))).toBe("done");
  });
});
