import { dock } from "./dock.ts";
import { errors } from "./errors.ts";
import { frame } from "./frame.ts";
import { help } from "./help.ts";
import { lists } from "./lists.ts";
import { outcomes } from "./outcomes.ts";
import { readers } from "./readers.ts";
import { work } from "./work.ts";

/** All Chinese words, by area. */
export const zhCn = { frame, work, outcomes, lists, readers, errors, help, dock } as const;
