/** A setting that cannot be used: in which file, which field, and what is wrong with it. Never holds the value. */
export interface SettingsFault {
  readonly code: "settings/invalid";
  readonly file: string;
  /** Dotted path of the field, e.g. `readers.explicit.0.path`, or the switch; empty when the file as a whole is wrong. */
  readonly field: string;
  readonly why: string;
}

/** One line for the log and standard error. */
export function describeSettingsFault(fault: SettingsFault): string {
  return `${fault.code}: ${fault.file}${fault.field === "" ? "" : `, ${fault.field}`}: ${fault.why}`;
}
