import { expect, it } from "vitest";
import { readSystemCalls } from "./system-call.ts";

const dataDir = "/tmp/卡/data";
const port = 38119;

function callsOf(...lines: readonly string[]) {
  return readSystemCalls(lines.join("\n"), dataDir, port);
}

it("a call on the journal is known by the path of its file, escapes undone", () => {
  const path = "/tmp/\\345\\215\\241/data/journal/entries.kalian";

  expect(callsOf(`12  write(86<${path}>, "\\0\\0"..., 848) = 848`)).toEqual([
    { thread: 12, name: "write", target: "journal", localPort: null, isCutOff: false },
  ]);
});

it("a call on the connection to the service is known by its port, another program's connection is not", () => {
  const ours = `7  writev(20<TCP:[127.0.0.1:50408->127.0.0.1:${port}]>, [{iov_base="PUT"}], 1) = 106`;
  const theirs = '7  read(21<TCP:[127.0.0.1:50408->127.0.0.1:9]>, "x", 1) = 1';

  expect(callsOf(ours, theirs).map(({ target, localPort }) => [target, localPort])).toEqual([
    ["service", 50_408],
    ["other", 50_408],
  ]);
});

it("a connection that is being made counts as one to the service", () => {
  const lines = [
    "7  socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_IP) = 30<TCP:[99]>",
    `7  connect(30<TCP:[99]>, {sa_family=AF_INET, sin_port=htons(${port}), sin_addr=inet_addr("127.0.0.1")}, 16) = -1 EINPROGRESS`,
    "7  getsockopt(30<TCP:[99]>, SOL_SOCKET, SO_ERROR, [0], [4]) = 0",
  ];

  expect(callsOf(...lines).map(({ target }) => target)).toEqual(["service", "service", "service"]);
});

it("Chromium's profile in the data folder is no part of the promise, the log and other files there are", () => {
  const lines = ["electron/Local State", "log/terminal.log", "sealing-keys.json"].map(
    (file) => `7  openat(AT_FDCWD</>, "/tmp/\\345\\215\\241/data/${file}", O_RDONLY) = 3</x>`,
  );

  expect(callsOf(...lines).map(({ target }) => target)).toEqual(["other", "log", "data"]);
});

it("a call that never returned is cut off, also when other threads' lines stand between", () => {
  const calls = callsOf(
    "7  read(3<pipe:[1]>,  <unfinished ...>",
    "8  fdatasync(86</x>) = ?",
    '9  write(5</y>, "a", 1 <unfinished ...>',
    "9  <... write resumed>) = 1",
    "7  <... read resumed>)              = ?",
    "7  +++ killed by SIGKILL +++",
  );

  expect(calls.map(({ name, isCutOff }) => [name, isCutOff])).toEqual([
    ["read", true],
    ["fdatasync", true],
    ["write", false],
  ]);
});
