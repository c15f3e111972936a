import { assertNever } from "../../shared/basics/assert-never.ts";
import { fromHex } from "../../shared/basics/bytes.ts";
import { ToReaderHost } from "../../shared/contracts/reader-host.ts";
import { createLog, type Log } from "./log.ts";
import { readRegion } from "./read-region.ts";
import type { ReaderHostPorts } from "./reader-host-ports.ts";
import { ReaderSession } from "./reader-session.ts";

type Message<Kind extends ToReaderHost["kind"]> = Extract<ToReaderHost, { kind: Kind }>;

/** Devices get this long to be given back; then the process ends and the system takes them. */
const stopLimitMs = 2000;

/** The reader host without its process: takes main's messages, checks each against the contract, and answers through `send`. */
export class ReaderHost {
  readonly #ports: ReaderHostPorts;
  readonly #log: Log;
  #session: ReaderSession | undefined;
  #isStopping = false;

  constructor(ports: ReaderHostPorts) {
    this.#ports = ports;
    this.#log = createLog(ports.send, ports.time);
  }

  /** Takes one message as it came over the port. What does not fit the contract is logged by its kind and dropped. */
  receive(raw: unknown): void {
    const message = ToReaderHost.safeParse(raw);
    if (!message.success) this.#log("error", "message-refused", { kind: kindOf(raw), field: pathOf(message.error) });
    else if (!this.#isStopping) this.#handle(message.data);
  }

  #handle(message: ToReaderHost): void {
    switch (message.kind) {
      case "ping":
        this.#ports.send({ kind: "pong", n: message.n });
        return;
      case "start":
        this.#start(message);
        return;
      case "stop":
        this.#stop();
        return;
      default:
        if (this.#session === undefined) this.#log("warn", "message-before-start", { kind: message.kind });
        else this.#handleRunning(this.#session, message);
    }
  }

  #handleRunning(session: ReaderSession, message: Exclude<ToReaderHost, Message<"ping" | "start" | "stop">>): void {
    switch (message.kind) {
      case "sealingKey":
        session.outlet.setSealingKey(message.sealingKey);
        return;
      case "pause":
        session.registry.pause(message.readerId, { byOperator: message.byOperator, atMs: message.atMs });
        return;
      case "resume":
        session.registry.resume(message.readerId);
        return;
      case "reopen":
        session.registry.find(message.readerId)?.reopen();
        return;
      case "rescan":
        session.rescan();
        return;
      case "reopenAll":
        session.rescan();
        session.registry.reopenAll();
        return;
      case "scriptedBytes":
        this.#feedScripted(session, message);
        return;
      case "scriptedPlug":
        this.#plugScripted(session, message);
        return;
      default:
        assertNever(message);
    }
  }

  #start(message: Message<"start">): void {
    if (this.#session !== undefined) {
      this.#log("warn", "already-started");
      return;
    }
    const region = readRegion(message.region);
    if (!region.ok) {
      this.#log("error", "region-refused", { field: region.error });
      return;
    }
    this.#session = new ReaderSession(this.#ports, message, region.value, this.#log);
    this.#session.begin();
    this.#ports.send({ kind: "started" });
  }

  #feedScripted(session: ReaderSession, { readerId, hex }: Message<"scriptedBytes">): void {
    const path = session.registry.pathOf(readerId);
    const bytes = fromHex(hex);
    const isTaken = path !== undefined && bytes !== undefined && (this.#ports.scripted?.feed(path, bytes) ?? false);
    if (!isTaken) this.#log("warn", "scripted-bytes-refused", { readerId });
  }

  #plugScripted(session: ReaderSession, { readerId, plugged }: Message<"scriptedPlug">): void {
    const { scripted } = this.#ports;
    const path = session.registry.pathOf(readerId);
    if (scripted === null || path === undefined || !scripted.owns(path)) {
      this.#log("warn", "scripted-plug-refused", { readerId });
      return;
    }
    scripted.setPlugged(path, plugged);
    session.registry.setPathNode(path, plugged ? path : null);
  }

  #stop(): void {
    this.#isStopping = true;
    let hasEnded = false;
    const end = (): void => {
      if (hasEnded) return;
      hasEnded = true;
      this.#ports.send({ kind: "stopped" });
      this.#ports.exit();
    };
    this.#ports.time.after(stopLimitMs, end);
    if (this.#session === undefined) end();
    else void this.#session.end().finally(end);
  }
}

function kindOf(raw: unknown): string {
  return typeof raw === "object" && raw !== null && "kind" in raw ? String(raw.kind).slice(0, 40) : typeof raw;
}

/** Where a message breaks the contract: the path of the field, never its value. */
function pathOf(error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }): string {
  return (error.issues[0]?.path ?? []).map(String).join(".").slice(0, 80);
}
