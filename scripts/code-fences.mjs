// What one TypeScript file may not say, found in its syntax tree, so that comments and strings never count.
import { parseSync } from "@swc/core";

const IPC_BRIDGE = /^renderer\/bridge\/ipc[^/]*\.ts$/;
const TEST = /\.(test|spec|contract)\.tsx?$/;
const SUPPRESSION = /(biome-ignore|eslint-disable|@ts-ignore|@ts-expect-error|@ts-nocheck)/;

/** Calls `see` with every node of the tree. */
function visit(node, see) {
  if (Array.isArray(node)) {
    for (const one of node) visit(one, see);
  } else if (node !== null && typeof node === "object") {
    if (typeof node.type === "string") see(node);
    for (const value of Object.values(node)) visit(value, see);
  }
}

/** What a member access is made on: `a` for `a.x`, `b` for `a.b.x`. */
function ownerName({ object }) {
  return object.type === "MemberExpression" ? object.property.value : object.value;
}

const isMember = (node, owners, property) =>
  node.type === "MemberExpression" && node.property.value === property && owners.includes(ownerName(node));

/** Names of the types that are brands in this file: only their own makers may cast, and only to them. */
function brandsOf(tree) {
  const brands = new Set();
  visit(tree, (node) => {
    if (node.type !== "TsTypeAliasDeclaration") return;
    visit(node.typeAnnotation, (inner) => {
      if (inner.type === "TsTypeReference" && inner.typeName.value === "Brand") brands.add(node.id.value);
    });
  });
  return brands;
}

const rules = [
  {
    says: "raw ipcMain outside electron/main/ipc",
    applies: (file) => !file.startsWith("electron/main/ipc/"),
    breaks: (node) => node.type === "Identifier" && node.value === "ipcMain",
  },
  {
    says: "raw ipcRenderer outside electron/preload",
    applies: (file) => !file.startsWith("electron/preload/"),
    breaks: (node) => node.type === "Identifier" && node.value === "ipcRenderer",
  },
  {
    says: "webContents.send outside electron/main/ipc",
    applies: (file) => file.startsWith("electron/") && !file.startsWith("electron/main/ipc/"),
    breaks: (node) => isMember(node, ["webContents"], "send"),
  },
  {
    says: "window.kalian outside the renderer's ipc bridge",
    applies: (file) => file.startsWith("renderer/") && !IPC_BRIDGE.test(file),
    breaks: (node) => isMember(node, ["window", "globalThis", "self"], "kalian"),
  },
  {
    says: "a cast (only a brand's own file may make it, by `as` its name)",
    applies: () => true,
    breaks: (node, { brands }) =>
      node.type === "TsTypeAssertion" ||
      (node.type === "TsAsExpression" && !brands.has(node.typeAnnotation.typeName?.value)),
  },
  {
    says: "vi.mock (take a fake that passes the port's contract)",
    applies: (file) => TEST.test(file),
    breaks: (node) => isMember(node, ["vi"], "mock") || isMember(node, ["vi"], "doMock"),
  },
];

/** What is wrong with one file, as `file: what`. A file that does not parse is wrong too. */
export function codeProblems(file, text) {
  const problems = SUPPRESSION.test(text) ? [`a suppressed rule (${SUPPRESSION.exec(text)[1]})`] : [];
  try {
    const tree = parseSync(text, { syntax: "typescript", tsx: file.endsWith(".tsx"), target: "es2022" });
    const brands = brandsOf(tree);
    const inForce = rules.filter(({ applies }) => applies(file));
    visit(tree.body, (node) => {
      for (const { says, breaks } of inForce) if (breaks(node, { brands })) problems.push(says);
    });
  } catch (error) {
    problems.push(`does not parse (${String(error.message ?? error).split("\n")[0]})`);
  }
  return [...new Set(problems)].map((problem) => `${file}: ${problem}`);
}
