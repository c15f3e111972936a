// Loaded into the main process of floor and product alike before their own code, as `electron -r`: answers the bench's questions over a
// socket. All times are CLOCK_MONOTONIC in milliseconds, the same clock for every process of the machine.
const fs = require("node:fs");
const net = require("node:net");
const path = require("node:path");
const { app, utilityProcess, webContents } = require("electron");

const { socketPath, deviceEnv, firstScreen } = JSON.parse(process.env.KALIAN_BENCH);
const inPage = fs.readFileSync(path.join(__dirname, "in-page.js"), "utf8");
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;
const socket = net.connect(socketPath);
const tell = (line) => socket.write(`${JSON.stringify(line)}\n`);

let host;
let lastCard;
const fork = utilityProcess.fork.bind(utilityProcess);
// The library of the virtual devices goes to the process that reads them, and to no other.
utilityProcess.fork = (module, args, options) => {
  host = fork(module, args, { ...options, env: { ...process.env, ...deviceEnv } });
  host.on("message", (message) => {
    if (typeof message === "string" || message.kind === "cardRead") lastCard = message;
  });
  return host;
};

app.once("web-contents-created", (_event, contents) => {
  contents.once("dom-ready", async () => {
    const value = await contents.executeJavaScript(
      `${inPage}; kalianBench.firstScreen(${JSON.stringify(firstScreen)})`,
    );
    tell({ event: "firstScreen", value, gotMs: nowMs() });
  });
});

const page = () => webContents.getAllWebContents()[0];
const answers = {
  ask: async ({ method, args }) => {
    const call = `kalianBench[${JSON.stringify(method)}](...${JSON.stringify(args)})`;
    const value = await page().executeJavaScript(call);
    return { value: value ?? null, gotMs: nowMs() };
  },
  press: ({ keyCode }) => {
    page().sendInputEvent({ type: "keyDown", keyCode });
    page().sendInputEvent({ type: "keyUp", keyCode });
    return {};
  },
  // The last decoded card once more, as if its message had just come from the host.
  replay: () => {
    const message = structuredClone(lastCard);
    const sentMs = nowMs();
    host.emit("message", message);
    return { sentMs };
  },
};

async function answer(line) {
  const { id, op, ...question } = JSON.parse(line);
  try {
    tell({ id, ok: true, ...(await answers[op](question)) });
  } catch (problem) {
    tell({ id, ok: false, error: String(problem) });
  }
}

// By hand: whatever is loaded for watching is paid for by the start that is watched.
let unfinished = "";
socket.setEncoding("utf8").on("data", (text) => {
  const lines = (unfinished + text).split("\n");
  unfinished = lines.pop();
  for (const line of lines) void answer(line);
});
// The bench has seen enough, or is gone.
socket.on("close", () => app.quit());
socket.on("error", () => app.quit());
