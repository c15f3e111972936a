import { once } from "node:events";
import { createServer } from "node:http";

/** What the test register answers; each call is handed what it was asked. */
export interface RegisterScript {
  readonly onState: (asked: unknown) => unknown;
  readonly onAssociation: (asked: unknown) => unknown;
}

/** A city's register on this machine. It keeps what it was asked. */
export interface TestRegister {
  readonly url: string;
  readonly asked: readonly { readonly path: string; readonly body: unknown }[];
  /** Changes what it answers from now on. A string is sent as it is, with status 200; `silence` sends nothing at all. */
  script(change: Partial<RegisterScript>): void;
  close(): Promise<void>;
}

export const silence = Symbol("silence");

export const agreeable: RegisterScript = {
  onState: () => ({ kind: "found", stateCode: "1", stateSince: null }),
  onAssociation: () => ({ kind: "accepted" }),
};

export async function openTestRegister(): Promise<TestRegister> {
  let script = agreeable;
  const asked: { path: string; body: unknown }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body: unknown = JSON.parse(Buffer.concat(parts).toString("utf8"));
      const path = request.url ?? "";
      asked.push({ path, body });
      const answer = path === "/card-states" ? script.onState(body) : script.onAssociation(body);
      if (answer === silence) return;
      response.setHeader("content-type", "application/json");
      response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the test register does not listen");
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    script: (change) => {
      script = { ...script, ...change };
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
