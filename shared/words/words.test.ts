import { describe, expect, it } from "vitest";
import { en } from "./en/index.ts";
import { isKnownErrorCode, knownErrorCodes } from "./error-codes.ts";
import { zhCn } from "./zh-cn/index.ts";

/** Every text with its path, whatever the nesting. */
function textsOf(node: unknown, path = ""): readonly (readonly [path: string, text: string])[] {
  if (typeof node === "string") return [[path, node]];
  if (typeof node !== "object" || node === null) throw new Error(`not a text: ${path}`);
  return Object.entries(node).flatMap(([key, child]) => textsOf(child, path === "" ? key : `${path}.${key}`));
}

const chinese = new Map(textsOf(zhCn));
const english = new Map(textsOf(en));
const paramsIn = (text: string | undefined) =>
  [...(text ?? "").matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted();

describe("the words", () => {
  it("are the same in both languages", () => {
    expect([...english.keys()].toSorted()).toEqual([...chinese.keys()].toSorted());
  });

  it("are never empty and never framed in blanks they do not need", () => {
    const isJoin = (path: string) => path.endsWith("separator") || path === "work.number-length-or";
    const bad = [...chinese, ...english].filter(
      ([path, text]) => !isJoin(path) && (text === "" || text !== text.trim()),
    );

    expect(bad).toEqual([]);
  });

  it("take the same values in both languages", () => {
    const differing = [...chinese].filter(
      ([path, text]) => paramsIn(text).join() !== paramsIn(english.get(path)).join(),
    );

    expect(differing).toEqual([]);
  });

  it("hold no exclamation mark and no apology", () => {
    const bad = [...chinese, ...english].filter(([, text]) => /[!！]|抱歉|对不起|sorry/i.test(text));

    expect(bad).toEqual([]);
  });

  it("are Chinese in Chinese and not in English, names of languages apart", () => {
    const wrong = [...english].filter(([, text]) => /\p{Script=Han}/u.test(text.replace("中文", "")));

    expect(wrong).toEqual([]);
  });

  it("never shorten a number's name to 号码 where it labels one", () => {
    const labels = [...chinese].filter(([path, text]) => /fact-|-label$/.test(path) && text === "号码");

    expect(labels).toEqual([]);
  });
});

describe("the error words", () => {
  it("have a cause and a remedy for every known code in both languages", () => {
    const missing = knownErrorCodes.filter((code) =>
      [zhCn.errors, en.errors].some(({ [code]: words }) => words.cause === "" || words.remedy === ""),
    );

    expect(missing).toEqual([]);
    expect(Object.keys(en.errors).toSorted()).toEqual([...knownErrorCodes].toSorted());
  });

  it("know a code of each family and no other", () => {
    const codes = ["refused/lost", "reader/port-held", "read/unreadable", "service/away", "journal/disk-full"];

    expect(codes.map(isKnownErrorCode)).toEqual([true, true, true, true, true]);
    expect(["refused/unheard-of", "", "toString"].map(isKnownErrorCode)).toEqual([false, false, false]);
  });
});
