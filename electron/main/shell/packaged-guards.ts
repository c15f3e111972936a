/** The terminal's own switches, as `parseCommandLine` reads them. */
export const ownSwitches = ["config", "data-dir", "central", "locale", "mode", "reader"];

/** Chromium's that change how the program is drawn, typed into or read aloud, never what it may do. */
export const displaySwitches = [
  "force-device-scale-factor",
  "force-renderer-accessibility",
  "lang",
  "ozone-platform",
  "ozone-platform-hint",
  "enable-wayland-ime",
];

// ELECTRON_DISABLE_SANDBOX in the environment switches the sandbox off without a word on the command line.
const neverOn = ["no-sandbox"];

/** How the program was started. */
export interface StartLine {
  /** The arguments after the program. */
  readonly args: readonly string[];
  readonly platform: NodeJS.Platform;
  /** Whether Chromium has this switch on, wherever it came from. */
  readonly isOn: (name: string) => boolean;
}

/**
 * The first switch that a packaged program does not take, without its value; undefined when it takes all. A list of what is taken, since
 * a list of what is dangerous (debugging, the sandbox, extensions, web security, prefixes for child processes …) grows with every Chromium.
 */
export function findRefusedSwitch(line: StartLine, alsoTaken: readonly string[]): string | undefined {
  const taken = new Set([...ownSwitches, ...displaySwitches, ...alsoTaken]);
  const given = line.args
    .map((argument) => argument.trim())
    .filter((argument) => isSwitch(argument, line.platform))
    .map(withoutValue)
    .find((written) => !taken.has(nameOf(written)));
  return given ?? neverOn.filter(line.isOn).map((name) => `--${name}`)[0];
}

// As Chromium reads them: one dash is as good as two, and on Windows a slash is too. It stops at a bare `--`, Node does not: here it is
// refused like any other switch that nobody needs.
function isSwitch(argument: string, platform: NodeJS.Platform): boolean {
  return (argument.startsWith("-") && argument !== "-") || (platform === "win32" && argument.startsWith("/"));
}

function withoutValue(argument: string): string {
  return argument.split("=", 1)[0] ?? argument;
}

function nameOf(written: string): string {
  return written.replace(/^(--?|\/)/, "");
}
