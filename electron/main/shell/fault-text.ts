import { en } from "../../../shared/words/en/index.ts";
import { isKnownErrorCode } from "../../../shared/words/error-codes.ts";
import { zhCn } from "../../../shared/words/zh-cn/index.ts";

/** What main itself has to tell where the counter's page can't: with a title, the words of the code, and facts for support. */
export interface ToldFault {
  readonly title: "start-failed-title" | "page-lost-title";
  readonly code: string;
  readonly facts: readonly ToldFact[];
}

export interface ToldFact {
  readonly name: "reference" | "fault-detail" | "fault-data-folder" | "version";
  readonly value: string;
}

// Both, the Chinese first: the language is a setting, and the settings may be what failed.
const catalogues = [zhCn, en];

/** As plain text, for the system's message box. */
export function faultMessage(fault: ToldFault): { readonly message: string; readonly detail: string } {
  return {
    message: sectionsOf(fault)
      .map(({ title, cause, remedy }) => `${title}\n${cause}\n${remedy}`)
      .join("\n\n"),
    detail: factsOf(fault)
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n"),
  };
}

/** As a page that needs nothing: no script, no file, no other address. Its text can be selected and copied. */
export function faultPage(fault: ToldFault): string {
  const sections = sectionsOf(fault).map(
    ({ title, cause, remedy }) => `<h1>${escaped(title)}</h1><p>${escaped(cause)}</p><p><b>${escaped(remedy)}</b></p>`,
  );
  const facts = factsOf(fault).map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`);
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${escaped(zhCn.frame.product)}</title><style>${style}</style></head><body><main>${sections.join("")}<dl>${facts.join("")}</dl></main></body></html>`;
}

const style =
  "body{margin:0;background:#edf0f4;color:#16202c;font:18px/1.5 system-ui,sans-serif}main{max-width:46em;margin:0 auto;padding:28px 32px}h1{font-size:26px;margin:20px 0 4px}p{margin:4px 0}dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin-top:28px}dt{color:#4a5766}dd{margin:0;overflow-wrap:anywhere}";

function sectionsOf({ title, code }: ToldFault) {
  return catalogues.map(({ frame, errors }) => {
    const words = isKnownErrorCode(code)
      ? errors[code]
      : { cause: frame["unlisted-cause"], remedy: frame["unlisted-remedy"] };
    return { title: frame[title], cause: words.cause, remedy: words.remedy };
  });
}

function factsOf({ code, facts }: ToldFault): readonly (readonly [name: string, value: string])[] {
  const named = (key: "code" | ToldFact["name"]) => catalogues.map(({ frame }) => frame[key]).join(" ");
  return [[named("code"), code], ...facts.map(({ name, value }) => [named(name), value] as const)];
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
