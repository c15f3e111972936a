// The reader host of development and practice: host.ts with scripted readers added. Never part of a packaged product.
import { ScriptedReaders } from "./drivers/scripted/scripted-readers.ts";
import { utilityProcessSurroundings } from "./parent-port.ts";
import { runReaderHost } from "./run-reader-host.ts";

runReaderHost(utilityProcessSurroundings(), new ScriptedReaders());
