// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { showInCounter } from "../show-in-counter.fixture.tsx";
import { HelpPage } from "./HelpPage.tsx";

afterEach(cleanup);

describe("the help page", () => {
  it.each(["zh-CN", "en"] as const)("explains every key that a screen can draw, in %s", (locale) => {
    showInCounter(<HelpPage />, { locale });

    const keys = [...document.querySelectorAll(".key-table dt .vh")].map((key) => key.textContent);
    const meanings = [...document.querySelectorAll(".key-table dd")].map((meaning) => meaning.textContent);
    expect(keys).toEqual("Enter Esc ↑↓ F1 F2 F3 F4 F5 F6 F9 F10 R C M".split(" "));
    expect(new Set(meanings).size).toBe(keys.length);
  });

  it.each([
    ["file-rights", "已加密，但密钥只靠文件权限保护"],
    ["os-key-store", "已加密，密钥由系统的密钥库保管"],
  ] as const)("says of a key kept by %s how well the records are protected", (keyProtection, text) => {
    showInCounter(<HelpPage />, { status: { keyProtection } });

    expect(screen.getByText(text)).toBeDefined();
  });

  it("tells version and place", () => {
    showInCounter(<HelpPage />, { status: { version: "1.2.3" } });

    const facts = [...document.querySelectorAll("dl.facts dd")].map((fact) => fact.textContent);
    expect(facts.slice(0, 2)).toEqual(["卡联 1.2.3", "示例区社保中心·03 窗口"]);
  });
});
