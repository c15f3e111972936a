import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

const retryMs = 50;

/**
 * Runs `work` while no other process of this machine runs any for the same folder. The lock is a socket name of Linux's abstract
 * namespace: taken by one, and free again the moment its process ends, however it ends. Elsewhere there is none, and `work` just runs.
 * Rejects when the lock is not free in time.
 */
export async function withStartLock<T>(folder: string, deadline: number, work: () => Promise<T>): Promise<T> {
  if (process.platform !== "linux") return await work();
  const name = `\0kalian-start-${createHash("sha256").update(folder).digest("hex").slice(0, 32)}`;
  const lock = await take(name, deadline);
  try {
    return await work();
  } finally {
    lock.close();
  }
}

async function take(name: string, deadline: number): Promise<Server> {
  for (;;) {
    const lock = createServer((socket) => socket.destroy()).unref();
    try {
      lock.listen({ path: name });
      await once(lock, "listening");
      return lock;
    } catch (error) {
      const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
      if (!isTaken || Date.now() >= deadline) throw error;
      await delay(retryMs);
    }
  }
}
