import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canReach, findDatabaseAccount } from "./account.ts";

const stranger = { uid: 54_321, gid: 54_321 };
let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "kalian-account-"));
  chmodSync(root, 0o755);
});
afterAll(() => rmSync(root, { recursive: true }));

describe("database account", () => {
  it("is needed by root only, and is the system's own before nobody", () => {
    const passwd = path.join(root, "passwd");
    writeFileSync(
      passwd,
      "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\npostgres:x:102:110::/:/bin/sh\n",
    );
    expect(findDatabaseAccount(passwd)).toEqual(process.getuid?.() === 0 ? { uid: 102, gid: 110 } : undefined);
  });

  it("can't reach what lies below a closed folder, or may not be read itself", () => {
    const closed = path.join(root, "closed");
    const open = path.join(root, "open");
    for (const folder of [closed, open]) mkdirSync(path.join(folder, "inner"), { recursive: true });
    chmodSync(path.join(open, "inner"), 0o711);
    chmodSync(closed, 0o700);

    expect(canReach(path.join(closed, "inner"), stranger, 0o1)).toBe(false);
    expect(canReach(path.join(open, "inner"), stranger, 0o1)).toBe(true);
    expect(canReach(path.join(open, "inner"), stranger, 0o5)).toBe(false);
  });
});
