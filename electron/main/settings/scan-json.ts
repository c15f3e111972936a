import { err, ok, type Result } from "../../../shared/basics/result.ts";

/** Line and column of a place in a text, both from 1, as editors count. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Where in a JSON text the values lie. */
export interface JsonPlaces {
  /**
   * Offset of the value at a path of keys and indexes or, where there is none, of the innermost value on the way to it. Of a key that stands
   * twice it is the last, which is the one that counts.
   */
  readonly offsetOf: (path: readonly PropertyKey[]) => number;
}

/** Scans a JSON text (RFC 8259) without making its values. Takes what JSON.parse takes and nothing else; else the offset where it is no JSON. */
export function scanJson(text: string): Result<JsonPlaces, number> {
  const scan = new JsonScan();
  let at = 0;
  for (;;) {
    at = endOf(blanks, text, at);
    if (at === text.length) return scan.isWhole ? ok({ offsetOf: (path) => scan.offsetOf(path) }) : err(at);
    const end = endOf(token, text, at);
    if (end === at || !scan.take(text.slice(at, end), at)) return err(at);
    at = end;
  }
}

/** Line and column of an offset. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

const blanks = /[ \t\n\r]*/y;
const token =
  /[{}[\]:,]|"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

interface Place {
  readonly offset: number;
  readonly children: Map<string, Place>;
}

interface Open {
  readonly place: Place;
  readonly closing: "}" | "]";
  /** Of the member or item being taken. */
  key: string;
}

/** What may stand next. */
type Wanted = "value" | "value-or-close" | "key" | "key-or-close" | "colon" | "comma-or-close" | "nothing";

/** Takes a text's tokens in order and keeps where its values began. */
class JsonScan {
  readonly #root: Place = { offset: 0, children: new Map() };
  readonly #open: Open[] = [];
  #wanted: Wanted = "value";

  get isWhole(): boolean {
    return this.#wanted === "nothing";
  }

  /** False when this token may not stand here. */
  take(text: string, offset: number): boolean {
    switch (this.#wanted) {
      case "value":
        return this.#begin(text, offset);
      case "value-or-close":
        return this.#close(text) || this.#begin(text, offset);
      case "key":
        return this.#name(text);
      case "key-or-close":
        return this.#close(text) || this.#name(text);
      case "colon":
        this.#wanted = "value";
        return text === ":";
      case "comma-or-close":
        return this.#close(text) || this.#goOn(text);
      case "nothing":
        return false;
    }
  }

  offsetOf(path: readonly PropertyKey[]): number {
    let place = this.#root.children.get("") ?? this.#root;
    for (const step of path) {
      const child = place.children.get(String(step));
      if (child === undefined) return place.offset;
      place = child;
    }
    return place.offset;
  }

  #begin(text: string, offset: number): boolean {
    if (/^[}\]:,]/.test(text)) return false;
    const place: Place = { offset, children: new Map() };
    const top = this.#open.at(-1);
    (top?.place ?? this.#root).children.set(top?.key ?? "", place);
    if (text === "{" || text === "[") {
      this.#open.push({ place, closing: text === "{" ? "}" : "]", key: "0" });
      this.#wanted = text === "{" ? "key-or-close" : "value-or-close";
    } else this.#valueEnded();
    return true;
  }

  #name(text: string): boolean {
    const top = this.#open.at(-1);
    if (top === undefined || !text.startsWith('"')) return false;
    top.key = String(JSON.parse(text));
    this.#wanted = "colon";
    return true;
  }

  #goOn(text: string): boolean {
    const top = this.#open.at(-1);
    if (top === undefined || text !== ",") return false;
    if (top.closing === "]") top.key = String(Number(top.key) + 1);
    this.#wanted = top.closing === "]" ? "value" : "key";
    return true;
  }

  #close(text: string): boolean {
    if (this.#open.at(-1)?.closing !== text) return false;
    this.#open.pop();
    this.#valueEnded();
    return true;
  }

  #valueEnded(): void {
    this.#wanted = this.#open.length === 0 ? "nothing" : "comma-or-close";
  }
}
