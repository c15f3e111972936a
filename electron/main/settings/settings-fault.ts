import type { TextPosition } from "./locate-json.ts";

/** A setting that cannot be used: in which file, which field, where it stands, and what is wrong with it. Never holds the value. */
export interface SettingsFault {
  readonly code: "settings/invalid";
  readonly file: string;
  /** Dotted path of the field, e.g. `readers.explicit.0.path`, or the switch; empty when the file as a whole is wrong. */
  readonly field: string;
  /** Null where there is no text to point at. */
  readonly position: TextPosition | null;
  readonly why: string;
}

/** A switch of the command line that cannot be used; `name` without its dashes. */
export function switchFault(name: string, why: string): SettingsFault {
  return { code: "settings/invalid", file: "command line", field: `--${name}`, position: null, why };
}

/** One line for the log, standard error and the window: `file:line:column, field: why`, as editors take it. */
export function describeSettingsFault({ file, field, position, why }: SettingsFault): string {
  const place = position === null ? file : `${file}:${position.line}:${position.column}`;
  return field === "" ? `${place} ${why}` : `${place}, ${field}: ${why}`;
}

/** The same as fields of a log line. */
export function faultFields({ file, field, position, why }: SettingsFault) {
  return { file, field, line: position?.line ?? null, column: position?.column ?? null, why };
}
