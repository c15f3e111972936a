// The import directions of docs/architecture.md as rules. Rooms and capabilities come from scripts/folders.json, npm packages
// from scripts/dependency-runtimes.json, so a folder or a package is classified once. scripts/fences.test.ts plants a violation
// of every rule group.
const folders = require("./scripts/folders.json");
const packages = require("./scripts/dependency-runtimes.json");

// Tests, contract suites of ports, builders and fakes for tests, and folders of test support.
const TESTS = "\\.(test|contract|spec|fixture|reference)\\.tsx?$|/testing/|/fake-[^/]+\\.tsx?$";
const CODE = "^(shared|electron|renderer|central|lab|resources|e2e|bench|scripts)/";

const npmAllowedIn = (...runtimes) =>
  Object.entries(packages)
    .filter(([, { in: listed }]) => listed.some((runtime) => runtimes.includes(runtime)))
    .map(([name]) => `(^|/)node_modules/${name}/`);

const forbidden = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

/** One runtime: which of our folders and which npm packages it may import. Node's own modules only where it has Node. */
function runtime({ name, path, pathNot = [], ours, npm, node }) {
  const own = { path, pathNot: [...pathNot, TESTS] };
  return [
    forbidden(
      `${name}-folders`,
      `${name} imports only ${ours.join(", ")}`,
      { path, pathNot },
      { path: CODE, pathNot: ours },
    ),
    forbidden(
      `${name}-packages`,
      `${name} imports only the npm packages listed for it in scripts/dependency-runtimes.json`,
      own,
      {
        pathNot: [CODE, ...npm],
        dependencyTypesNot: ["core"],
        couldNotResolve: false,
      },
    ),
    ...(node ? [] : [forbidden(`${name}-no-node`, `${name} has no Node`, own, { dependencyTypes: ["core"] })]),
  ];
}

const sharedRooms = folders.sharedRooms.map((room, index) => {
  const allowed = folders.sharedRooms.slice(0, index + 1);
  return forbidden(
    `shared-room-${room}`,
    `shared/${room} imports only ${allowed.join(", ")}`,
    { path: `^shared/${room}/`, pathNot: TESTS },
    { path: "^shared/", pathNot: `^shared/(${allowed.join("|")})/` },
  );
});

const runtimes = [
  { name: "shared", path: "^shared/", ours: ["^shared/"], npm: ["(^|/)node_modules/zod/(v4/)?mini/"], node: false },
  {
    name: "main",
    path: "^electron/main/",
    pathNot: ["\\.device\\.test\\.ts$"],
    ours: ["^electron/main/", "^shared/"],
    npm: npmAllowedIn("main"),
    node: true,
  },
  {
    name: "reader-host",
    path: "^electron/reader-host/",
    pathNot: ["\\.device\\.test\\.ts$"],
    ours: ["^electron/reader-host/", "^shared/"],
    npm: npmAllowedIn("reader-host"),
    node: true,
  },
  {
    name: "vendor-host",
    path: "^electron/vendor-host/",
    ours: ["^electron/vendor-host/", "^shared/"],
    npm: npmAllowedIn("vendor-host"),
    node: true,
  },
  {
    name: "preload",
    path: "^electron/preload/",
    ours: ["^electron/preload/", "^shared/"],
    npm: npmAllowedIn("preload"),
    node: false,
  },
  {
    name: "renderer",
    path: "^renderer/",
    ours: ["^renderer/", "^shared/"],
    npm: npmAllowedIn("renderer"),
    node: false,
  },
  { name: "central", path: "^central/", ours: ["^central/", "^shared/"], npm: npmAllowedIn("central"), node: true },
  { name: "lab", path: "^lab/", ours: ["^lab/", "^shared/"], npm: npmAllowedIn("lab", "reader-host"), node: true },
  {
    name: "e2e",
    path: "^e2e/",
    ours: ["^e2e/", "^lab/", "^shared/", "^central/seed/"],
    npm: npmAllowedIn("e2e"),
    node: true,
  },
];

const centralCapabilities = [
  ...folders.centralCapabilities.map((capability) =>
    forbidden(
      "central-capabilities",
      "a capability of the service imports platform, register, shared and itself",
      { path: `^central/${capability}/`, pathNot: TESTS },
      { path: "^central/", pathNot: `^central/(platform|register|${capability})/` },
    ),
  ),
  forbidden(
    "central-platform",
    "platform knows no capability",
    { path: "^central/platform/", pathNot: TESTS },
    { path: "^central/", pathNot: "^central/(platform|migrations)/" },
  ),
  forbidden(
    "central-register",
    "the card register imports platform, shared and itself",
    { path: "^central/register/", pathNot: TESTS },
    { path: "^central/", pathNot: "^central/(platform|register)/" },
  ),
];

module.exports = {
  forbidden: [
    ...sharedRooms,
    ...runtimes.flatMap(runtime),
    ...centralCapabilities,
    forbidden(
      "device-libraries",
      "only the reader host, the lab, their tests and the floor of the bench load code that opens devices",
      { pathNot: ["^electron/reader-host/", "^lab/", "^bench/floor/"] },
      { path: "(^|/)node_modules/(node-hid|serialport|@serialport)(/|$)|^(node-hid|serialport|@serialport)(/|$)" },
    ),
    forbidden(
      "sealing",
      "bank numbers are sealed in the reader host and opened by the service, nowhere else",
      { pathNot: ["^electron/reader-host/", "^central/", TESTS] },
      { path: "(^|/)node_modules/@hpke/|^@hpke/" },
    ),
    forbidden(
      "resources-are-loaded",
      "files in resources/ are read at run time, by settings and the platform, never imported",
      {},
      { path: "^resources/" },
    ),
    forbidden(
      "tests-are-leaves",
      "product code never imports a test",
      { path: "^(shared|electron|renderer|central)/", pathNot: TESTS },
      { path: TESTS },
    ),
    forbidden(
      "no-development-parts-in-product",
      "scripted readers and the dock exist in the development entries only",
      { path: "^electron/(main/(main|driven)|reader-host/host)\\.ts$" },
      { path: "(^|/)(scripted[^/]*|dev-dock)(/|$)", reachable: true },
    ),
    forbidden("no-cycles", "two files that need each other are one file or three", {}, { circular: true }),
    forbidden("resolvable", "every import leads somewhere", { path: CODE }, { couldNotResolve: true }),
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|out)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".cjs", ".js", ".json", ".d.ts"],
      mainFields: ["module", "main", "types", "typings"],
    },
    skipAnalysisNotInRules: true,
  },
};
