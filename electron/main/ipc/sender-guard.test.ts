import { describe, expect, it } from "vitest";
import { isTrustedSender, pageUrl } from "./sender-guard.ts";

const url = pageUrl("/opt/卡联 a b/renderer/index.html");
const trusted = { webContentsId: 1, url };

describe("isTrustedSender", () => {
  it("takes the page's top frame, whatever its query and fragment", () => {
    expect(isTrustedSender({ url: `${url}?x=1#y`, parent: null }, 1, trusted)).toBe(true);
  });

  it.each([
    ["a frame that is gone", null, 1],
    ["a frame inside the page", { url, parent: {} }, 1],
    ["another window", { url, parent: null }, 2],
    ["another page in our window", { url: "https://example.invalid/index.html", parent: null }, 1],
    ["a page whose address begins with ours", { url: `${url}.evil`, parent: null }, 1],
  ])("turns away %s", (_name, frame, id) => {
    expect(isTrustedSender(frame, id, trusted)).toBe(false);
  });
});
