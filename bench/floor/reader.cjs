// The same calls to the same libraries as the product's drivers make, and nothing around them.
const [family, node] = process.argv[2].split("=");
const show = (text) => {
  const lastFour = /;\d*(\d{4})=/.exec(text)?.[1];
  if (lastFour !== undefined) process.parentPort.postMessage(`…${lastFour}`);
};

if (family === "serial") {
  const { SerialPort } = require("serialport");
  let line = "";
  new SerialPort({ path: node, baudRate: 9600 }).on("data", (bytes) => {
    line += bytes.toString("latin1");
    if (!line.endsWith("\r")) return;
    show(line);
    line = "";
  });
} else {
  const { HIDAsync } = require("node-hid");
  void HIDAsync.open(node).then((device) => device.on("data", (report) => show(report.toString("latin1"))));
}
