import { parseArgs } from "node:util";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import { type SettingsFault, switchFault } from "./settings-fault.ts";

/** What was asked for on the command line. Chromium's and Node's own switches are none of ours and are passed over. */
export interface CommandLine {
  readonly configFile: string | undefined;
  readonly dataDir: string | undefined;
  readonly centralUrl: string | undefined;
  readonly locale: "zh-CN" | "en" | undefined;
  /** Undefined: as the site file says. */
  readonly readers: ReaderChoice | undefined;
}

/** `--reader auto` and `--reader profile=path`, in any mixture; `--reader none` alone. */
export interface ReaderChoice {
  readonly discover: boolean;
  readonly explicit: readonly { readonly profileId: string; readonly path: string }[];
}

const options = {
  config: { type: "string" },
  "data-dir": { type: "string" },
  central: { type: "string" },
  locale: { type: "string" },
  mode: { type: "string" },
  reader: { type: "string", multiple: true },
} as const;

/** Reads the stable handles from the arguments after the program (and the app folder). Each bad value is named with its switch. */
export function parseCommandLine(args: readonly string[]): Result<CommandLine, SettingsFault> {
  const { values } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true });
  const missing = Object.entries(values).find(([name, value]) => name in options && hasNoText(value));
  if (missing !== undefined) return bad(missing[0], "needs a value");
  const locale = text(values.locale);
  if (locale !== undefined && locale !== "zh-CN" && locale !== "en") return bad("locale", "must be zh-CN or en");
  const mode = text(values.mode);
  if (mode !== undefined && mode !== "counter") return bad("mode", "must be counter");
  const readers = parseReaders(texts(values.reader));
  if (!readers.ok) return readers;
  return ok({
    configFile: text(values.config),
    dataDir: text(values["data-dir"]),
    centralUrl: text(values.central),
    locale,
    readers: readers.value,
  });
}

function parseReaders(specs: readonly string[]): Result<ReaderChoice | undefined, SettingsFault> {
  if (specs.length === 0) return ok(undefined);
  if (specs.includes("none"))
    return specs.length === 1 ? ok({ discover: false, explicit: [] }) : bad("reader", "none stands alone");
  const explicit = [];
  for (const spec of specs) {
    if (spec === "auto") continue;
    const at = spec.indexOf("=");
    if (at < 1 || at === spec.length - 1) return bad("reader", "must be auto, none, or profile=path");
    explicit.push({ profileId: spec.slice(0, at), path: spec.slice(at + 1) });
  }
  return ok({ discover: specs.includes("auto"), explicit });
}

function hasNoText(value: unknown): boolean {
  return Array.isArray(value) ? value.some(hasNoText) : typeof value !== "string" || value === "";
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function bad(name: string, why: string): { readonly ok: false; readonly error: SettingsFault } {
  return err(switchFault(name, why));
}
