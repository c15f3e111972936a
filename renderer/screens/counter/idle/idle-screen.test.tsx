// @vitest-environment happy-dom
import { cleanup } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { aReaderState, sampleNowMs } from "../../../bridge/snapshot-builders.ts";
import { screenOf } from "../../../store/screen-of.tsx";
import { showInCounter } from "../show-in-counter.fixture.tsx";
import { IdleScreen } from "./IdleScreen.tsx";

const Screen = screenOf("idle", IdleScreen);
const paused = aReaderState({ status: { kind: "paused", byOperator: "T001", atMs: sampleNowMs } });
const absent = aReaderState({ status: { kind: "absent" } });
const lead = () => document.querySelector(".lead")?.textContent;

afterEach(cleanup);

it("says of paused readers how they are resumed, and only of others that they become ready by themselves", () => {
  const { pushStatus } = showInCounter(<Screen />, { status: { readers: [paused] } });
  expect(lead()).toBe("已暂停，不接收刷卡。按 F6，再按 M 恢复。");

  pushStatus({ readers: [paused, absent] });

  expect(lead()).toBe("接好或恢复后自动变为就绪");
});
