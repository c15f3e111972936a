import { describe, expect, it } from "vitest";
import { parsePage } from "./parse-page.ts";

const page = `# 卡联: a page

See [the steps](#three-steps), ![a picture](screens/a.png) and \`[no](link)\`.

## Three \`small\` steps

| key | what |
|---|---|
| \`Enter\` | **go on** |

\`\`\`json profile
{ "[no]": "(link)" }
\`\`\`

**看清。**再办，**看清**再办。
`;

describe("parsePage", () => {
  it("finds links, headings, bold texts, code and tables, and keeps code apart", () => {
    expect(parsePage(page)).toEqual({
      links: ["#three-steps", "screens/a.png"],
      anchors: ["卡联-a-page", "three-small-steps"],
      bold: ["go on", "看清。", "看清"],
      undrawnBold: ["看清。"],
      code: ["[no](link)", "small", "Enter"],
      rows: [
        ["key", "what"],
        ["`Enter`", "**go on**"],
      ],
      blocks: [{ info: "json profile", text: '{ "[no]": "(link)" }\n' }],
    });
  });
});
