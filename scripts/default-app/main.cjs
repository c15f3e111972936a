// Stands in for Electron's own default app, which the carried build lacks: runs `electron [-r module] <file or folder> [args]`.
const fs = require("node:fs");
const path = require("node:path");
const Module = require("node:module");
const { app } = require("electron");

process.defaultApp = true;
const options = process.argv.slice(1);
const preloadAt = options.findIndex((option) => option === "-r" || option === "--require");
const preload = preloadAt < 0 ? undefined : options.splice(preloadAt, 2)[1];
if (preload !== undefined) Module._preloadModules([path.resolve(preload)]);
const target = path.resolve(options.find((option) => !option.startsWith("-")) ?? ".");
let entry = target;
if (fs.statSync(target).isDirectory()) {
  const manifest = JSON.parse(fs.readFileSync(path.join(target, "package.json"), "utf8"));
  app.setAppPath(target);
  app.name = manifest.productName ?? manifest.name;
  if (manifest.version) app.setVersion(manifest.version);
  entry = path.join(target, manifest.main ?? "index.js");
}
Module._load(entry, null, true);
