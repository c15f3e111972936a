import { expect, it } from "vitest";
import { denyPermissions, harden } from "./harden.ts";

it("leaves no menu, whose keys would inspect, reload or close the page", () => {
  const menus: unknown[] = [];

  harden({ on: () => undefined }, { setApplicationMenu: (menu) => menus.push(menu) });

  expect(menus).toEqual([null]);
});

it("finds no permission given", () => {
  const answers: unknown[] = [];

  denyPermissions({
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: (check) =>
      answers.push(check?.(null, "media", "file://", { isMainFrame: true, requestingUrl: "file:///index.html" })),
  });

  expect(answers).toEqual([false]);
});
