import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importFence } from "./import-fence.mjs";
import { createPlantedTree } from "./planted-tree.ts";

/** What each rule refuses: [rule, importing file, imported]. Every row is planted in one tree, which is cruised once. */
const refused = [
  ["shared-room-basics", "shared/basics/planted.ts", "../card/room.ts"],
  ["shared-room-numbers", "shared/numbers/planted.ts", "../words/room.ts"],
  ["shared-room-money", "shared/money/planted.ts", "../permissions/room.ts"],
  ["shared-room-permissions", "shared/permissions/planted.ts", "../words/room.ts"],
  ["shared-room-words", "shared/words/planted.ts", "../association/room.ts"],
  ["shared-room-contracts", "shared/contracts/planted.ts", "../words/room.ts"],
  ["shared-room-region", "shared/region/planted.ts", "../card/room.ts"],
  ["shared-room-card", "shared/card/planted.ts", "../readers/room.ts"],
  ["shared-room-readers", "shared/readers/planted.ts", "../association/room.ts"],
  ["shared-room-association", "shared/association/planted.ts", "../flows/room.ts"],
  ["shared-room-flows", "shared/flows/counter/planted.ts", "../../application/room.ts"],
  ["shared-folders", "shared/card/planted-main.ts", "../../electron/main/room.ts"],
  ["shared-packages", "shared/words/planted-react.ts", "react"],
  ["shared-packages", "shared/contracts/planted-zod.ts", "zod"],
  ["shared-no-node", "shared/card/planted-fs.ts", "node:fs"],
  ["main-folders", "electron/main/planted-host.ts", "../reader-host/room.ts"],
  ["main-folders", "electron/main/planted-page.ts", "../../renderer/room.ts"],
  ["main-packages", "electron/main/planted-pg.ts", "pg"],
  ["device-libraries", "electron/main/planted-hid.ts", "node-hid"],
  ["device-libraries", "central/planted-serial.ts", "serialport"],
  ["device-libraries", "electron/preload/planted-binding.ts", "@serialport/bindings-cpp"],
  ["sealing", "electron/main/planted-seal.ts", "@hpke/core"],
  ["reader-host-folders", "electron/reader-host/planted-main.ts", "../main/room.ts"],
  ["reader-host-packages", "electron/reader-host/planted-pg.ts", "pg"],
  ["vendor-host-folders", "electron/vendor-host/planted.ts", "../reader-host/room.ts"],
  ["vendor-host-packages", "electron/vendor-host/planted-pg.ts", "pg"],
  ["preload-folders", "electron/preload/planted-main.ts", "../main/room.ts"],
  ["preload-packages", "electron/preload/planted-react.ts", "react"],
  ["preload-no-node", "electron/preload/planted-fs.ts", "node:fs"],
  ["renderer-folders", "renderer/Planted.tsx", "../electron/main/room.ts"],
  ["renderer-packages", "renderer/PlantedElectron.tsx", "electron"],
  ["renderer-no-node", "renderer/planted-path.ts", "node:path"],
  ["central-folders", "central/platform/planted-lab.ts", "../../lab/room.ts"],
  ["central-packages", "central/planted-react.ts", "react"],
  ["central-capabilities", "central/associations/planted.ts", "../terminals/room.ts"],
  ["central-capabilities", "central/associations/planted-app.ts", "../app.ts"],
  ["central-platform", "central/platform/planted.ts", "../associations/room.ts"],
  ["central-register", "central/register/own/planted.ts", "../../associations/room.ts"],
  ["lab-folders", "lab/planted.ts", "../electron/reader-host/room.ts"],
  ["lab-packages", "lab/planted-react.ts", "react"],
  ["e2e-folders", "e2e/planted.ts", "../electron/main/room.ts"],
  ["e2e-packages", "e2e/planted-react.ts", "react"],
  ["resources-are-loaded", "electron/main/planted-profile.ts", "../../resources/readers/planted.json"],
  ["tests-are-leaves", "shared/card/planted-test.ts", "./room.test.ts"],
  ["tests-are-leaves", "electron/main/planted-fake.ts", "./work/fake-clock.ts"],
  ["tests-are-leaves", "shared/card/planted-fixture.ts", "./card.fixture.ts"],
  ["tests-are-leaves", "central/associations/planted-support.ts", "../testing/fresh-database.ts"],
  ["no-cycles", "shared/card/cycle-a.ts", "./cycle-b.ts"],
  ["resolvable", "shared/card/planted-nowhere.ts", "./nowhere.ts"],
  ["no-development-parts-in-product", "electron/reader-host/host.ts", "./keeper/keeper.ts"],
  ["no-development-parts-in-product", "electron/main/main.ts", "./dev-dock/open-dock.ts"],
] as const;

/** What must stay possible, so that no rule is green only because it refuses everything. */
const allowed = [
  ["shared/flows/counter/allowed.ts", "../../association/room.ts"],
  ["shared/contracts/allowed.ts", "../readers/room.ts"],
  ["shared/association/allowed.ts", "../contracts/room.ts"],
  ["shared/words/allowed.ts", "../contracts/room.ts"],
  ["shared/contracts/allowed-zod.ts", "zod/mini"],
  ["shared/card/allowed.test.ts", "vitest"],
  ["electron/main/allowed.ts", "../../shared/contracts/room.ts"],
  ["electron/main/allowed-electron.ts", "electron"],
  ["electron/main/allowed-fs.ts", "node:fs"],
  ["electron/reader-host/allowed-hid.ts", "node-hid"],
  ["electron/reader-host/allowed-seal.ts", "@hpke/core"],
  ["electron/preload/allowed.ts", "../../shared/contracts/room.ts"],
  ["renderer/Allowed.tsx", "../shared/contracts/room.ts"],
  ["renderer/AllowedReact.tsx", "react"],
  ["central/app.ts", "./associations/room.ts"],
  ["central/associations/allowed.ts", "../register/room.ts"],
  ["central/associations/allowed-pg.ts", "pg"],
  ["central/associations/allowed.test.ts", "../testing/fresh-database.ts"],
  ["e2e/allowed.ts", "../lab/room.ts"],
  ["lab/allowed-hid.ts", "node-hid"],
] as const;

const targets = [
  ...[
    "basics",
    "words",
    "region",
    "permissions",
    "card",
    "readers",
    "association",
    "flows",
    "application",
    "contracts",
  ].map((room) => `shared/${room}/room.ts`),
  "electron/main/room.ts",
  "electron/reader-host/room.ts",
  "renderer/room.ts",
  "lab/room.ts",
  "central/associations/room.ts",
  "central/terminals/room.ts",
  "central/register/room.ts",
  "shared/card/room.test.ts",
  "shared/card/card.fixture.ts",
  "electron/main/work/fake-clock.ts",
  "electron/main/dev-dock/open-dock.ts",
  "central/testing/fresh-database.ts",
];

const packages = [
  "react",
  "zod",
  "pg",
  "electron",
  "vitest",
  "node-hid",
  "serialport",
  "@serialport/bindings-cpp",
  "@hpke/core",
];

const tree = createPlantedTree();
let problems: string[] = [];

beforeAll(async () => {
  for (const file of [".dependency-cruiser.cjs", "scripts/folders.json", "scripts/dependency-runtimes.json"])
    tree.copy(file);
  for (const file of targets) tree.plant(file, "export const here = 1;\n");
  for (const name of packages) {
    tree.plant(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
    tree.plant(`node_modules/${name}/index.js`, "module.exports = {};\n");
  }
  tree.plant("node_modules/zod/mini/index.js", "module.exports = {};\n");
  tree.plant("resources/readers/planted.json", "{}\n");
  // A tag, so that a .tsx file is parsed as one.
  for (const [, file, imported] of refused) tree.plant(file, importing(file, imported));
  for (const [file, imported] of allowed) tree.plant(file, importing(file, imported));
  tree.plant("shared/card/cycle-b.ts", 'import "./cycle-a.ts";\n');
  tree.plant("electron/reader-host/keeper/keeper.ts", 'import "../drivers/scripted/scripted-reader.ts";\n');
  tree.plant("electron/reader-host/drivers/scripted/scripted-reader.ts", "export const scripted = 1;\n");
  tree.plant(
    "shared/numbers/planted-type.ts",
    'import type { here } from "../words/room.ts";\nexport type T = typeof here;\n',
  );
  tree.plant("shared/numbers/planted-export.ts", 'export { here } from "../words/room.ts";\n');
  tree.plant("shared/numbers/planted-dynamic.ts", 'export const later = () => import("../words/room.ts");\n');
  problems = await importFence(tree.root);
});

afterAll(() => tree.remove());

function importing(file: string, imported: string): string {
  const tag = file.endsWith(".tsx") ? "export const Planted = () => <p title='a'>a</p>;\n" : "";
  return `import * as planted from "${imported}";\nexport const kept = planted;\n${tag}`;
}

const rulesBrokenBy = (file: string): string[] =>
  problems.flatMap((line) => {
    const [rule, edge] = line.replace("import rule ", "").split(": ");
    return rule !== undefined && edge?.startsWith(`${file} ->`) ? [rule] : [];
  });

describe("the import fence", () => {
  test.each(refused)("%s refuses %s importing %s", (rule, file) => {
    expect(rulesBrokenBy(file)).toContain(rule);
  });

  test.each(allowed)("nothing refuses %s importing %s", (file) => {
    expect(rulesBrokenBy(file)).toEqual([]);
  });

  test.each(["type", "export", "dynamic"])("an import by way of %s counts too", (kind) => {
    expect(rulesBrokenBy(`shared/numbers/planted-${kind}.ts`)).toEqual(["shared-room-numbers"]);
  });

  test("a tree in which nothing is cruised fails", async () => {
    const empty = createPlantedTree();
    for (const file of [".dependency-cruiser.cjs", "scripts/folders.json", "scripts/dependency-runtimes.json"])
      empty.copy(file);

    const found = await importFence(empty.root);

    empty.remove();
    expect(found).toEqual(["dependency-cruiser saw 0 modules"]);
  });
});
