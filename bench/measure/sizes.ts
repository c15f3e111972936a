import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { inRepository } from "../../e2e/harness/repository.ts";
import type { Measurement } from "./stage.ts";

/** What the page loads before it has drawn anything. */
export const firstScreenScript: Measurement = {
  figures: ["first-screen-js"],
  needsService: false,
  measure: ({ samples }) => {
    const folder = inRepository("dist", "renderer");
    const scripts = scriptsOf(readFileSync(path.join(folder, "index.html"), "utf8"));
    const bytes = scripts.reduce((sum, script) => sum + gzipSync(readFileSync(path.join(folder, script))).length, 0);
    samples.add("first-screen-js", "product", bytes / 1000);
    return Promise.resolve();
  },
};

/** What the packaged program adds to Electron. A file of Electron's that grew counts by its growth. */
export const installedSize: Measurement = {
  figures: ["installed-size"],
  needsService: false,
  measure: ({ samples, say }) => {
    say("installed size: packaging");
    const electron = sizesIn(packagedOver());
    let beyond = 0;
    for (const [name, bytes] of sizesIn(inRepository("release", "linux-unpacked")))
      beyond += Math.max(0, bytes - (electron.get(name === "kalian" ? "electron" : name) ?? 0));
    samples.add("installed-size", "product", beyond / 1_000_000);
    return Promise.resolve();
  },
};

/** Packages the program as it is now. Answers with the folder of the Electron that it was packaged with. */
function packagedOver(): string {
  const packaged = spawnSync(process.execPath, [inRepository("scripts", "package.mjs")], { encoding: "utf8" });
  // It ends with 1 on a size over the budget too, which is ours to say; a package that failed has left no program.
  if (packaged.status === null || packaged.status > 1)
    throw new Error(`the program was not packaged: ${packaged.stdout}${packaged.stderr}`);
  const runtime = [inRepository("scripts", "electron-runtime.mjs"), "--dist"];
  return execFileSync(process.execPath, runtime, { encoding: "utf8" }).trim();
}

/** The scripts that a page names: its entry and what the bundler found the entry to import. */
export function scriptsOf(html: string): readonly string[] {
  const tags = html.match(/<(script|link)\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => {
    const isScript = tag.startsWith("<script") || /rel="modulepreload"/.test(tag);
    const address = /(?:src|href)="([^"]+)"/.exec(tag)?.[1];
    return isScript && address !== undefined ? [address] : [];
  });
}

function sizesIn(folder: string): ReadonlyMap<string, number> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.map((name) => [name, statSync(path.join(folder, name))] as const);
  return new Map(files.filter(([, found]) => found.isFile()).map(([name, { size }]) => [name, size]));
}
