import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { codeProblems } from "./code-fences.mjs";
import { bundleFence, dependencyFence, folderFence, standsAloneFence } from "./fences.mjs";
import { createPlantedTree, type PlantedTree } from "./planted-tree.ts";

let tree: PlantedTree;
beforeEach(() => {
  tree = createPlantedTree();
  for (const file of ["package.json", "scripts/folders.json", "scripts/dependency-runtimes.json"]) tree.copy(file);
});
afterEach(() => tree.remove());

describe("the folder fence", () => {
  test("stands on folders that are classified", () => {
    tree.plant("shared/card/a.ts", "");
    tree.plant("electron/main/journal/a.ts", "");

    expect(folderFence(tree.root)).toEqual([]);
  });

  test.each([
    "planted",
    "shared/planted",
    "electron/planted",
    "electron/main/planted",
    "electron/reader-host/planted",
    "renderer/planted",
    "central/planted",
  ])("goes red for the unclassified folder %s", (folder) => {
    tree.plant(`${folder}/a.ts`, "");

    expect(folderFence(tree.root)).toEqual([`unclassified folder: ${folder} (classify it in scripts/folders.json)`]);
  });

  test("goes red for a folder that could hold anything", () => {
    tree.plant("electron/main/journal/utils/a.ts", "");

    expect(folderFence(tree.root)).toEqual(["a folder named utils says nothing about its content"]);
  });
});

describe("the dependency fence", () => {
  const withDependency = (name: string, version: string) => {
    tree.plant("package.json", JSON.stringify({ dependencies: { [name]: version } }));
    return dependencyFence(tree.root).filter((line) => !line.startsWith("no such dependency"));
  };

  test("stands on the repository's own dependencies", () => {
    expect(dependencyFence(tree.root)).toEqual([]);
  });

  test("goes red for a dependency without a runtime and a reason", () => {
    expect(withDependency("planted", "1.0.0")).toEqual([
      "unlisted dependency: planted (say where it runs and why in scripts/dependency-runtimes.json)",
    ]);
  });

  test("goes red for a listed package that is no dependency", () => {
    tree.plant("scripts/dependency-runtimes.json", JSON.stringify({ planted: { in: ["tools"], why: "planted" } }));

    expect(dependencyFence(tree.root)).toContain(
      "no such dependency: planted (listed in scripts/dependency-runtimes.json)",
    );
  });

  test("goes red for a version that is not exact", () => {
    expect(withDependency("react", "^19.0.0")).toEqual(["not an exact version: react ^19.0.0"]);
  });
});

describe("the code fence", () => {
  test.each([
    ["raw ipcMain outside electron/main/ipc", "electron/main/shell/a.ts", 'import { ipcMain } from "electron";'],
    ["raw ipcMain outside electron/main/ipc", "electron/main/main.ts", "electron.ipcMain.handle('x', run);"],
    ["raw ipcRenderer outside electron/preload", "renderer/store/a.ts", 'import { ipcRenderer } from "electron";'],
    ["webContents.send outside electron/main/ipc", "electron/main/work/a.ts", "window.webContents.send('x');"],
    ["window.kalian outside the renderer's ipc bridge", "renderer/store/a.ts", "window.kalian.confirmEntry();"],
    [
      "a cast (only a brand's own file may make it, by `as` its name)",
      "shared/card/a.ts",
      "const a = b as CardNumber;",
    ],
    ["a cast (only a brand's own file may make it, by `as` its name)", "shared/card/a.ts", "const a = <string>b;"],
    ["vi.mock (take a fake that passes the port's contract)", "shared/card/a.test.ts", 'vi.mock("./b.ts");'],
  ])("goes red for %s in %s", (problem, file, text) => {
    expect(codeProblems(file, text)).toEqual([`${file}: ${problem}`]);
  });

  test.each(["biome" + "-ignore lint: x", "@ts" + "-expect-error", "@ts" + "-ignore", "eslint" + "-disable"])(
    "goes red for a rule suppressed by %s",
    (suppression) => {
      const [word] = suppression.split(" ");

      expect(codeProblems("shared/card/a.ts", `// ${suppression}\nexport const a = 1;\n`)).toEqual([
        `shared/card/a.ts: a suppressed rule (${word})`,
      ]);
    },
  );

  test("goes red for a file that does not parse", () => {
    expect(codeProblems("shared/card/a.ts", "const = ;")).toEqual([
      expect.stringMatching(/^shared\/card\/a\.ts: does not parse/),
    ]);
  });

  test.each([
    ["electron/main/ipc/a.ts", 'import { ipcMain } from "electron"; window.webContents.send("x");'],
    ["electron/preload/counter.ts", 'import { ipcRenderer } from "electron";'],
    ["renderer/bridge/ipc-bridge.ts", "window.kalian.confirmEntry();"],
    [
      "shared/numbers/a.ts",
      'type CardNumber = Brand<string, "CardNumber">; const a = b as CardNumber; const c = [1] as const;',
    ],
    [
      "shared/numbers/b.ts",
      "// as said by ipcMain and window.kalian\nimport * as z from 'zod/mini';\nexport { a as b };",
    ],
    ["renderer/A.tsx", "export const A = () => <p title='a'>{'x'}</p>;"],
  ])("stands on what %s may say", (file, text) => {
    expect(codeProblems(file, text)).toEqual([]);
  });
});

describe("the stands-alone fence", () => {
  test("stands on an import from a room of shared/", () => {
    tree.plant("central/a.ts", 'import { ok } from "../shared/basics/result.ts";\n');

    expect(standsAloneFence(tree.root)).toEqual([]);
  });

  test.each(["see .." + "/shared/" + "design.md", "in .." + "/shared", "/work" + "/shared/tools"])(
    "goes red for %s",
    (text) => {
      tree.plant("README.md", `${text}\n`);

      expect(standsAloneFence(tree.root)).toEqual(["points outside the repository: README.md"]);
    },
  );
});

describe("the bundle fence", () => {
  test("stands where only the reader host opens devices", () => {
    tree.plant("dist/electron/main.cjs", 'require("electron"); const library = "node-hid 3.4.0";\n');
    tree.plant("dist/electron/reader-host.cjs", 'require("node-hid"); require("serialport");\n');

    expect(bundleFence(tree.root)).toEqual([]);
  });

  test.each([
    ["main.cjs", 'const HID = require("node-hid");'],
    ["dev.cjs", 'const serial = await import("serialport");'],
    ["preload-counter.cjs", "// node_modules/@serialport/bindings-cpp/dist/index.js\nvar binding = 1;"],
  ])("goes red for device code in %s", (name, text) => {
    tree.plant(`dist/electron/${name}`, text);

    expect(bundleFence(tree.root)).toEqual([`code that opens devices is in dist/electron/${name}`]);
  });
});
