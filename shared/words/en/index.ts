import type { Catalogue } from "../catalogue.ts";
import { dock } from "./dock.ts";
import { errors } from "./errors.ts";
import { frame } from "./frame.ts";
import { help } from "./help.ts";
import { lists } from "./lists.ts";
import { outcomes } from "./outcomes.ts";
import { readers } from "./readers.ts";
import { work } from "./work.ts";

/** All English words, by area. */
export const en: Catalogue = { frame, work, outcomes, lists, readers, errors, help, dock };
