import { spawnSync } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPlantedTree } from "./planted-tree.ts";

// Two compilations, on a machine that may be busy.
const COMPILE_TIMEOUT_MS = 60_000;

const tree = createPlantedTree();
afterAll(() => tree.remove());

const runTool = (program: string, args: readonly string[]): string[] => {
  const entry = path.join(process.cwd(), "node_modules", program);
  const run = spawnSync(process.execPath, [entry, ...args], { cwd: tree.root, encoding: "utf8" });
  return `${run.stdout}\n${run.stderr}`.split("\n");
};

const configurations = ["base", "shared", "electron", "preload", "renderer", "central", "floor"];

beforeAll(() => {
  for (const name of configurations) tree.copy(`tsconfig.${name}.json`);
  for (const file of ["package.json", "biome.json", ".gitignore", "shared/basics/runtime.d.ts"]) tree.copy(file);
  for (const name of ["@types", "undici-types", "vite", "electron", "electron-floor"]) tree.link(name);
});

describe("the compiler's fence", () => {
  const refused = [
    ["shared/basics/planted-buffer.ts", "export const a = Buffer.from('x');", "Buffer"],
    ["shared/basics/planted-process.ts", "export const a = process.pid;", "process"],
    ["shared/basics/planted-window.ts", "export const a = window.innerWidth;", "window"],
    ["shared/basics/planted-fetch.ts", "export const a = fetch;", "fetch"],
    ["renderer/planted-process.ts", "export const a = process.pid;", "process"],
    ["electron/main/planted-document.ts", "export const a = document.title;", "document"],
    ["central/planted-window.ts", "export const a = window.innerWidth;", "window"],
  ] as const;
  const allowed = [
    ["shared/basics/allowed.ts", "export const a = new TextDecoder();"],
    ["renderer/allowed.ts", "export const a = document.title;"],
    ["electron/main/allowed.ts", "export const a = process.pid;"],
    ["electron/preload/allowed.ts", "export const a = (): string => window.document.title;"],
    ["central/allowed.ts", "export const a = Buffer.from('x');"],
  ] as const;
  const projects = ["shared", "electron", "preload", "renderer", "central"].map((name) => `tsconfig.${name}.json`);
  let lines: string[] = [];

  beforeAll(() => {
    for (const [file, text] of [...refused, ...allowed]) tree.plant(file, `${text}\n`);
    lines = runTool("typescript/bin/tsc", ["-b", ...projects, "--pretty", "false"]);
  });

  test.each(refused)("%s: %s is refused", (file, _text, name) => {
    expect(lines.filter((line) => line.startsWith(file))).toEqual([
      expect.stringContaining(`Cannot find name '${name}'`),
    ]);
  });

  test.each(allowed)("%s: %s is possible", (file) => {
    expect(lines.filter((line) => line.startsWith(file))).toEqual([]);
  });

  test("an Electron API newer than the floor is refused by the floor's types only", {
    timeout: COMPILE_TIMEOUT_MS,
  }, () => {
    const file = "electron/main/planted-floor.ts";
    tree.plant(
      file,
      'import { webContents } from "electron";\nwebContents.getAllWebContents()[0]?.navigationHistory.clear();\n',
    );

    const check = (config: string) =>
      runTool("typescript/bin/tsc", ["-p", config, "--pretty", "false"]).filter((line) => line.startsWith(file));

    expect(check("tsconfig.electron.json")).toEqual([]);
    expect(check("tsconfig.floor.json")).toEqual([expect.stringContaining("navigationHistory")]);
  });
});

describe("the linter's fence", () => {
  const linesOf = (count: number) => Array.from({ length: count }, (_, index) => `  seen(${index});`).join("\n");
  const file = (count: number) =>
    `${Array.from({ length: count }, (_, i) => `export const line${i} = ${i};`).join("\n")}\n`;
  const fn = (count: number) =>
    `export function planted(seen: (index: number) => void): void {\n${linesOf(count)}\n}\n`;
  const refused = [
    ["shared/card/planted-long.ts", file(301), "style/noExcessiveLinesPerFile"],
    ["electron/reader-host/planted-long.ts", file(301), "style/noExcessiveLinesPerFile"],
    ["electron/main/planted-long.ts", file(401), "style/noExcessiveLinesPerFile"],
    ["shared/card/planted-long.test.ts", file(601), "style/noExcessiveLinesPerFile"],
    ["central/planted-function.ts", fn(51), "complexity/noExcessiveLinesPerFunction"],
    ["renderer/screens/planted.tsx", fn(151), "complexity/noExcessiveLinesPerFunction"],
    ["shared/card/planted-default.ts", "export default 1;\n", "style/noDefaultExport"],
    ["shared/card/planted-any.ts", "export const a: any = 1;\n", "suspicious/noExplicitAny"],
    ["shared/card/planted-date.ts", "export const a = Date.now();\n", "style/noRestrictedGlobals"],
    ["shared/card/planted-enum.ts", "export enum Planted {\n  A = 1,\n}\n", "style/noEnum"],
    ["electron/main/planted-console.ts", 'console.log("x");\n', "suspicious/noConsole"],
    [
      "electron/main/planted-promise.ts",
      "const later = async (): Promise<void> => await Promise.resolve();\nexport const run = (): void => {\n  later();\n};\n",
      "nursery/noFloatingPromises",
    ],
    ["electron/main/planted-unused.ts", "const unused = 1;\nexport const a = 2;\n", "correctness/noUnusedVariables"],
    ["electron/main/plantedName.ts", "export const other = 1;\n", "style/useFilenamingConvention"],
  ] as const;
  const allowed = [
    ["shared/card/allowed-long.ts", file(300)],
    ["central/allowed-function.ts", fn(50)],
    ["renderer/screens/Allowed.tsx", fn(150).replace("planted", "Allowed")],
    ["scripts/allowed-console.ts", 'console.log("x");\n'],
  ] as const;
  let lines: string[] = [];

  beforeAll(() => {
    for (const [at, text] of [...refused, ...allowed]) tree.plant(at, text);
    lines = runTool("@biomejs/biome/bin/biome", ["lint", "--colors=off", "--max-diagnostics=200"]);
  });

  // "file:line:column lint/group/rule …", or without a place where the rule is about the whole file.
  const rulesBrokenBy = (at: string): string[] =>
    lines.flatMap((line) => {
      const [place, rule] = line.split(" ");
      return place?.split(":")[0] === at && rule?.startsWith("lint/") ? [rule] : [];
    });

  test.each(refused)("%s breaks a rule", (at, _text, rule) => {
    expect(rulesBrokenBy(at)).toEqual([`lint/${rule}`]);
  });

  test.each(allowed)("%s breaks none", (at) => {
    expect(rulesBrokenBy(at)).toEqual([]);
  });
});
