// The reader host: an Electron utility process kept alive by main, the only one that holds device libraries and raw card data.
import { utilityProcessSurroundings } from "./parent-port.ts";
import { runReaderHost } from "./run-reader-host.ts";

runReaderHost(utilityProcessSurroundings(), null);
