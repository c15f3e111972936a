import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { Client, type ClientConfig } from "pg";

/** What becomes of an answer that was held back. */
export type HeldAnswer = "pass" | "cut";

/** The way between a service and its database, which a test can break behind one statement. */
export interface DatabaseProxy {
  /** As the connection it was opened for, by way of the proxy. */
  readonly connection: ClientConfig;
  /**
   * Once: holds back the answer to the next statement of this name, so that what it did is done, while `meanwhile` runs. Then passes the
   * answer on, or cuts the connection without it.
   */
  atAnswerTo(statementName: string, meanwhile: () => Promise<HeldAnswer>): void;
  close(): Promise<void>;
}

interface Watch {
  /** As it stands in the messages of the protocol, with its end. */
  readonly name: Buffer;
  readonly meanwhile: () => Promise<HeldAnswer>;
}

/** Opens a proxy on this machine before a database. Knows the protocol without TLS only. */
export async function openDatabaseProxy(target: ClientConfig): Promise<DatabaseProxy> {
  let watch: Watch | undefined;
  const links = new Set<Socket>();
  const takeWatch = (sent: Buffer): Watch | undefined => {
    const met = watch !== undefined && sent.includes(watch.name) ? watch : undefined;
    if (met !== undefined) watch = undefined;
    return met;
  };
  // Small messages both ways: kept back for fuller packets, each would cost 40 ms.
  const server = createServer({ noDelay: true }, (client) => {
    links.add(client);
    client.on("close", () => links.delete(client));
    joinTo(client, connectTo(target), takeWatch);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the database proxy does not listen");
  return {
    connection: throughPort(target, address.port),
    atAnswerTo: (statementName, meanwhile) => {
      watch = { name: Buffer.from(`${statementName}\0`), meanwhile };
    },
    close: async () => {
      for (const link of links) link.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Passes bytes on both ways, but for the answer to a watched statement. */
function joinTo(client: Socket, database: Socket, takeWatch: (sent: Buffer) => Watch | undefined): void {
  let held: { readonly watch: Watch; readonly parts: Buffer[] } | undefined;
  client.on("data", (sent) => {
    const met = takeWatch(sent);
    if (met !== undefined) held = { watch: met, parts: [] };
    database.write(sent);
  });
  database.on("data", (answer) => {
    if (held === undefined) {
      client.write(answer);
      return;
    }
    held.parts.push(answer);
    const whole = Buffer.concat(held.parts);
    if (!endsReady(whole)) return;
    const { meanwhile } = held.watch;
    held = undefined;
    meanwhile().then(
      (fate) => (fate === "pass" ? client.write(whole) : client.destroy()),
      (error: Error) => client.destroy(error),
    );
  });
  for (const [one, other] of [
    [client, database],
    [database, client],
  ] as const) {
    // What happened to one side is told to the other by its end.
    one.on("error", () => undefined);
    one.on("close", () => other.destroy());
  }
}

// ReadyForQuery outside a transaction: whatever was asked is committed or rolled back.
const ready = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

function endsReady(answer: Buffer): boolean {
  return answer.subarray(-ready.length).equals(ready);
}

function connectTo(target: ClientConfig): Socket {
  // The driver knows best what an address means.
  const { host, port } = new Client(target);
  return host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect({ host, port, noDelay: true });
}

function throughPort(target: ClientConfig, port: number): ClientConfig {
  if (target.connectionString === undefined) return { ...target, host: "127.0.0.1", port };
  const url = new URL(target.connectionString);
  url.host = `127.0.0.1:${port}`;
  return { ...target, connectionString: url.toString() };
}
