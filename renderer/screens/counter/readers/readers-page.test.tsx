// @vitest-environment happy-dom
import { act, cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { ReaderFault, ReaderState, ReaderStatus } from "../../../../shared/readers/reader-status.ts";
import { aReaderState, sampleNowMs } from "../../../bridge/snapshot-builders.ts";
import { showInCounter } from "../show-in-counter.fixture.tsx";
import { ReadersPage } from "./ReadersPage.tsx";

const node = "/dev/hidraw3";
const udevRule = 'KERNEL=="hidraw*", ATTRS{idVendor}=="0801", TAG+="uaccess"';

function aReader(name: string, status: ReaderStatus): ReaderState {
  const { reader } = aReaderState();
  return aReaderState({
    reader: {
      ...reader,
      readerId: name,
      model: name,
      transport: "hid",
      node,
      usbIds: "0801:0002",
      serialNumber: "B0042",
    },
    status,
  });
}

const faulted = (fault: ReaderFault) => aReader("SureSwipe", { kind: "faulted", fault });
const show = (...readers: readonly ReaderState[]) => showInCounter(<ReadersPage />, { status: { readers } });
const detail = () => document.querySelector(".reader-detail");
const steps = () => [...(detail()?.querySelectorAll("li") ?? [])].map((step) => step.textContent);
const title = () => detail()?.querySelector("h2")?.textContent;

afterEach(cleanup);

describe("the readers page", () => {
  it("lists every reader with state and place, and counts the usable ones", () => {
    show(aReader("A", { kind: "ready" }), aReader("B", { kind: "absent" }));

    expect(screen.getAllByRole("row").map((row) => row.textContent)).toEqual([
      "A磁条·USB 0801:0002就绪本次读 128 张，最近 09:41",
      "B磁条·USB 0801:0002未接入没有接上",
    ]);
    expect(screen.getByText("接入 1 台，1 台可用")).toBeDefined();
  });

  it("opens on what is broken", () => {
    show(aReader("A", { kind: "ready" }), aReader("B", { kind: "absent" }), aReader("C", { kind: "silent" }));

    expect(title()).toBe("C：重新打开中");
  });

  it.each([
    { kind: "discovery-unavailable", code: "ENOENT" },
    { kind: "listing-failed", transport: "serial", code: "ERR_DLOPEN_FAILED" },
  ] satisfies readonly ReaderFault[])("neither counts nor reopens what is no reader: %j", (fault) => {
    const { drawnKeys } = show(aReader("USB", { kind: "faulted", fault }));

    expect(screen.getByText("接入 0 台，0 台可用")).toBeDefined();
    expect(drawnKeys()).toEqual(["F5 重新查找"]);
  });

  it("keeps showing a reader that recovers", () => {
    const { pushStatus } = show(aReader("A", { kind: "ready" }), aReader("B", { kind: "silent" }));

    pushStatus({ readers: [aReader("A", { kind: "silent" }), aReader("B", { kind: "ready" })] });

    expect(title()).toBe("B：就绪");
  });

  it("says what to do when there is none, and searches again with F5", () => {
    const { press, sent, drawnKeys } = show();
    expect(screen.getByText("没有找到读卡器")).toBeDefined();
    expect(drawnKeys()).toEqual(["F5 重新查找"]);

    press("F5");

    expect(sent).toEqual([{ name: "rescanReaders", payload: {} }]);
  });
});

describe("the detail of a reader", () => {
  it.each([
    [{ kind: "absent" }, "SureSwipe：未接入", 3],
    [{ kind: "attached" }, "SureSwipe：识别中", 3],
    [{ kind: "starting" }, "SureSwipe：启动中", 0],
    [{ kind: "ready" }, "SureSwipe：就绪", 0],
    [{ kind: "reading" }, "SureSwipe：读取中", 0],
    [{ kind: "silent" }, "SureSwipe：重新打开中", 3],
    [{ kind: "paused", byOperator: "T001", atMs: sampleNowMs }, "SureSwipe：已暂停", 0],
  ] satisfies readonly (readonly [ReaderStatus, string, number])[])(
    "of %j is %s with %i steps",
    (status, name, count) => {
      show(aReader("SureSwipe", status));

      expect([title(), steps().length]).toEqual([name, count]);
    },
  );

  it.each([
    [{ kind: "permission-denied", node, udevRule }, "无权限"],
    [{ kind: "port-held", node, holders: [] }, "被占用"],
    [{ kind: "open-failed", node, code: "EIO" }, "打不开"],
    [{ kind: "device-error", node, code: "EIO" }, "出错"],
    [{ kind: "discovery-unavailable", code: "ENOENT" }, "无法查找"],
    [{ kind: "listing-failed", transport: "hid", code: "ERR_DLOPEN_FAILED" }, "列不出设备"],
    [{ kind: "host-down" }, "读卡服务停止"],
  ] satisfies readonly (readonly [ReaderFault, string])[])("of the fault %j is %s with three steps", (fault, name) => {
    show(faulted(fault));

    expect([title(), steps().length]).toEqual([`SureSwipe：${name}`, 3]);
  });

  it("shows the line that mends a permission and copies it with what IT must do", () => {
    const { press, sent } = show(faulted({ kind: "permission-denied", node, udevRule }));
    expect(detail()?.querySelector("code")?.textContent).toBe(udevRule);

    press("c");

    const [intent] = sent;
    expect(intent?.name === "copyForSupport" ? intent.payload.text.split("\n") : []).toEqual([
      "卡联 0.1.0 · 示例区社保中心 03 窗口",
      "读卡器: SureSwipe (generic-serial-ascii) · 磁条 · USB 0801:0002",
      "状态: 无权限",
      `设备: ${node}`,
      "驱动: serialport 13.0.0",
      "序列号: …0042",
      "reader/permission-denied",
      "系统未允许本程序打开它。",
      "请信息科加上所列的设备规则，再拔插读卡器。",
      "存为 /etc/udev/rules.d/70-kalian-readers.rules，运行 udevadm control --reload，再拔插读卡器",
      udevRule,
    ]);
  });

  it("says that the text was copied, once it was", async () => {
    const { press } = show(aReader("A", { kind: "ready" }));

    press("c");
    await act(() => Promise.resolve());

    expect(screen.getByRole("button", { name: /已复制/ })).toBeDefined();
  });

  it("names who holds the port", () => {
    show(faulted({ kind: "port-held", node, holders: [{ pid: 4211, program: "his-reader" }] }));

    expect(detail()?.querySelector("dl")?.textContent).toBe(
      "设备/dev/hidraw3驱动serialport 13.0.0占用者his-reader (4211)",
    );
  });
});

describe("the keyboard on the readers page", () => {
  const readerId = "SureSwipe";

  it.each([
    [{ kind: "silent" }, ["Enter 重新打开", "m 暂停", "F5 重新查找"]],
    [{ kind: "ready" }, ["m 暂停", "F5 重新查找"]],
    [{ kind: "paused", byOperator: "T001", atMs: sampleNowMs }, ["Enter 恢复", "F5 重新查找"]],
    [{ kind: "faulted", fault: { kind: "port-held", node, holders: [] } }, ["Enter 重新打开", "F5 重新查找"]],
    [{ kind: "faulted", fault: { kind: "host-down" } }, ["F5 重新查找"]],
    [{ kind: "absent" }, ["F5 重新查找"]],
  ] satisfies readonly (readonly [ReaderStatus, readonly string[]])[])(
    "draws for %j only what works",
    (status, keys) => {
      expect(show(aReader(readerId, status)).drawnKeys()).toEqual(keys);
    },
  );

  it.each([
    ["Enter", { kind: "silent" }, "reopenReader"],
    ["m", { kind: "ready" }, "pauseReader"],
    ["m", { kind: "paused", byOperator: "T001", atMs: sampleNowMs }, "resumeReader"],
    ["Enter", { kind: "paused", byOperator: "T001", atMs: sampleNowMs }, "resumeReader"],
  ] satisfies readonly (readonly [string, ReaderStatus, string])[])("%s on %j asks for %s", (key, status, name) => {
    const { press, sent } = show(aReader(readerId, status));

    press(key);

    expect(sent).toEqual([{ name, payload: { readerId } }]);
  });

  it("walks the list with the arrow keys and acts on the selected reader", () => {
    const { press, sent } = show(aReader("A", { kind: "ready" }), aReader("B", { kind: "ready" }));

    press("ArrowDown");
    press("m");

    expect(sent).toEqual([{ name: "pauseReader", payload: { readerId: "B" } }]);
  });
});
