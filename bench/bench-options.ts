import { parseArgs } from "node:util";
import { err, ok, type Result } from "../shared/basics/result.ts";
import { type FigureId, figureIds } from "./figures.ts";

/** What was asked for on the command line. */
export interface BenchOptions {
  readonly rounds: number;
  readonly only: readonly FigureId[];
  /** Whether the page in docs/ is made anew. */
  readonly write: boolean;
}

const defaultRounds = 30;

/** Reads the command line; an error says what to write instead. A page is made of whole runs of full length only. */
export function parseBenchOptions(args: readonly string[]): Result<BenchOptions, string> {
  const given = readArgs(args);
  if (given === undefined) return err("usage: npm run bench -- [--only <figure>]… [--rounds N] [--write]");
  const { rounds: roundsText = String(defaultRounds), only: names = [], write = false } = given;
  const rounds = Number(roundsText);
  if (!Number.isInteger(rounds) || rounds < 1) return err(`--rounds takes a whole number from 1, not ${roundsText}`);
  const unknown = names.find((name) => !figureIds.some((id) => id === name));
  if (unknown !== undefined) return err(`no figure ${unknown}; there are ${figureIds.join(", ")}`);
  if (write && (names.length > 0 || rounds < defaultRounds))
    return err(`--write takes all figures and at least ${defaultRounds} rounds`);
  const only = names.length === 0 ? figureIds : figureIds.filter((id) => names.includes(id));
  return ok({ rounds, only, write });
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { rounds: { type: "string" }, only: { type: "string", multiple: true }, write: { type: "boolean" } },
    }).values;
  } catch {
    // It throws on what it does not know; the usage says more than its message.
    return undefined;
  }
}
