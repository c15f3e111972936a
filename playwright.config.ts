import { defineConfig } from "@playwright/test";

const TEST_TIMEOUT_MS = 60_000;
const EXPECT_TIMEOUT_MS = 10_000;

// The tests drive Electron, never a browser: no browser is downloaded.
export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  // Virtual devices and the machine's two cores are shared: one at a time.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: TEST_TIMEOUT_MS,
  expect: { timeout: EXPECT_TIMEOUT_MS },
  outputDir: "out/e2e",
  reporter: "line",
});
