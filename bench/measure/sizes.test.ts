import { expect, it } from "vitest";
import { scriptsOf } from "./sizes.ts";

it("scriptsOf: counts the entry and what it loads statically, not style sheets, icons or pages opened later", () => {
  const html = `
    <link rel="icon" href="data:," />
    <script type="module" crossorigin src="./assets/index-A.js"></script>
    <link rel="modulepreload" crossorigin href="./assets/base-B.js">
    <link rel="stylesheet" crossorigin href="./assets/base-C.css">`;

  expect(scriptsOf(html)).toEqual(["./assets/index-A.js", "./assets/base-B.js"]);
});
