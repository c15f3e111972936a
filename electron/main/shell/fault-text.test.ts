import { describe, expect, it } from "vitest";
import { faultMessage, faultPage, type ToldFault } from "./fault-text.ts";

const fault: ToldFault = {
  title: "start-failed-title",
  code: "settings/invalid",
  facts: [
    { name: "fault-detail", value: '/etc/<kalian>/site.json:4:9, "site.name": too short' },
    { name: "fault-data-folder", value: "/home/clerk/数据 kalian" },
  ],
};

describe("a fault that main itself tells", () => {
  it("has title, cause and remedy in both languages, then its facts", () => {
    expect(faultMessage(fault)).toEqual({
      message:
        "卡联没有启动\n本机的设置文件有错。\n请信息科照所列的那一项改正，再启动。\n\n" +
        "Kalian did not start\nThe settings file of this terminal is wrong.\nIT corrects the field named, then start again.",
      detail:
        '代码 Code: settings/invalid\n详情 Detail: /etc/<kalian>/site.json:4:9, "site.name": too short\n' +
        "数据文件夹 Data folder: /home/clerk/数据 kalian",
    });
  });

  it("is a page that runs nothing and loads nothing, whatever a file is called", () => {
    const page = faultPage(fault);

    expect(page).toContain("/etc/&lt;kalian&gt;/site.json:4:9, &quot;site.name&quot;");
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<kalian>|<script|src=|href=/);
  });

  it("has words also for a code that nobody listed", () => {
    expect(faultMessage({ ...fault, code: "other/thing", facts: [] })).toEqual({
      message: expect.stringContaining("Something happened that is not in the catalogue."),
      detail: "代码 Code: other/thing",
    });
  });
});
