import { namedPath, openedOn, readTracedCalls } from "../../lab/traced-call.ts";

/** What a traced call works on, as far as the promise is concerned. `other` is Chromium's and Node's own plumbing. */
export type CallTarget = "journal" | "log" | "data" | "service" | "other";

/** One system call of main, with what it works on. */
export interface SystemCall {
  readonly thread: number;
  readonly name: string;
  readonly target: CallTarget;
  /** This end of the connection that it works on; null where there is none, or none yet. */
  readonly localPort: number | null;
  /** The call had not returned when its process was gone. */
  readonly isCutOff: boolean;
}

const localPort = /TCP:\[[^\]]*?:(\d+)->/;
const unconnected = /^TCP:\[\d+\]$/;

/** The calls in strace's output, in order. */
export function readSystemCalls(trace: string, dataDir: string, servicePort: number): readonly SystemCall[] {
  return readTracedCalls(trace).map(({ thread, name, rest, isCutOff }) => {
    const port = localPort.exec(rest)?.[1];
    const target = isOfService(rest, servicePort) ? "service" : fileTarget(rest, dataDir);
    return { thread, name, target, localPort: port === undefined ? null : Number(port), isCutOff };
  });
}

/** A connection that is only being made has no ends to tell yet: nothing but the service is connected to from here. */
function isOfService(rest: string, port: number): boolean {
  const opened = openedOn(rest) ?? "";
  if (rest.startsWith("AF_INET,") || unconnected.test(opened)) return true;
  return opened.startsWith("TCP:") && opened.includes(`->127.0.0.1:${port}]`);
}

function fileTarget(rest: string, dataDir: string): CallTarget {
  const path = openedOn(rest) ?? namedPath(rest) ?? "";
  if (!path.startsWith(`${dataDir}/`)) return "other";
  const room = path.slice(dataDir.length + 1).split("/")[0];
  if (room === "journal" || room === "log") return room;
  // Chromium's own profile: nothing of an association is in it.
  return room === "electron" ? "other" : "data";
}
