import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { err, ok, type Result } from "../../../shared/basics/result.ts";

/** Line and column of a place in a text, both from 1, as editors count. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** A JSON text's value, and where in the text its parts lie. */
export interface LocatedJson {
  readonly value: unknown;
  /**
   * Offset of the value at a path of keys and indexes or, where there is none, of the innermost value on the way to it. Of a key that stands
   * twice it is the last, which is the one that counts.
   */
  readonly offsetOf: (path: readonly PropertyKey[]) => number;
}

const strict = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/** Takes what JSON.parse takes and nothing else; else the offset where it is no JSON. */
export function locateJson(text: string): Result<LocatedJson, number> {
  try {
    const value: unknown = JSON.parse(text);
    // Places are looked for when something is wrong with one: a start reads half a dozen files in which all is well.
    return ok({ value, offsetOf: (path) => offsetIn(text, path) });
  } catch {
    const errors: ParseError[] = [];
    parseTree(text, errors, strict);
    return err(errors[0]?.offset ?? text.length);
  }
}

function offsetIn(text: string, path: readonly PropertyKey[]): number {
  const root = parseTree(text, [], strict);
  return root === undefined ? 0 : nodeAt(root, path).offset;
}

/** Line and column of an offset. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

function nodeAt(node: Node, [step, ...rest]: readonly PropertyKey[]): Node {
  const child = step === undefined ? undefined : childAt(node, step);
  return child === undefined ? node : nodeAt(child, rest);
}

function childAt({ type, children = [] }: Node, step: PropertyKey): Node | undefined {
  if (type === "array") return children[Number(step)];
  // A property's children are its key and its value; no other node has any.
  return children.findLast(({ children: member }) => member?.[0]?.value === step)?.children?.[1];
}
