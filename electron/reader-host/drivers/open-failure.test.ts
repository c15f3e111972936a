import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { codeOf, openFailureOf, probeNode } from "./open-failure.ts";

test("the reason of a failed open is named by the system's code, whatever language its message has", () => {
  const reasons = (["ENOENT", "ENXIO", "EACCES", "EPERM", "EBUSY", "EIO", undefined] as const).map((code) =>
    openFailureOf(code, "错误：权限不够", "linux"),
  );

  expect(reasons).toEqual([
    { kind: "absent" },
    { kind: "absent" },
    { kind: "permission-denied" },
    { kind: "permission-denied" },
    { kind: "held" },
    { kind: "failed", code: "EIO" },
    { kind: "failed", code: "UNKNOWN" },
  ]);
});

test("a lock that another program took is known from the library alone", () => {
  const message = "Error Resource temporarily unavailable Cannot lock port";

  expect(openFailureOf(undefined, message, "linux")).toEqual({ kind: "held" });
});

test("access denied means held on Windows, where ports have no rights", () => {
  expect(openFailureOf("EPERM", "Opening COM3: Access denied", "win32")).toEqual({ kind: "held" });
  expect(openFailureOf("EACCES", "Access denied", "linux")).toEqual({ kind: "permission-denied" });
});

test("probing a node gives the code of what is wrong, or nothing", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "probe-"));
  const file = path.join(folder, "node");
  await writeFile(file, "");
  const codes = [await probeNode(file), await probeNode(path.join(folder, "missing"))];
  await rm(folder, { recursive: true });

  expect(codes).toEqual([undefined, "ENOENT"]);
});

test("a thrown value without a code is unknown", () => {
  expect([codeOf(new Error("could not read")), codeOf("could not read"), codeOf(undefined)]).toEqual([
    "UNKNOWN",
    "UNKNOWN",
    "UNKNOWN",
  ]);
});
