import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const TEST_TIMEOUT_MS = 20_000;
// Hooks start compilers, databases and virtual devices, on two busy cores.
const HOOK_TIMEOUT_MS = 60_000;

export default defineConfig({
  plugins: [react()],
  test: {
    pool: "forks",
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: HOOK_TIMEOUT_MS,
    // Nothing may depend on the clock zone of the machine that runs it.
    env: { TZ: "UTC" },
    coverage: { provider: "v8", include: ["shared/**/*.ts"], reportsDirectory: "out/coverage" },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{shared,electron,renderer,scripts,e2e,bench}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.device.test.ts", "**/node_modules/**"],
        },
      },
      {
        extends: true,
        test: { name: "central", include: ["central/**/*.test.ts"] },
      },
      {
        // Virtual devices: one at a time, as on a counter.
        extends: true,
        test: {
          name: "lab",
          include: ["lab/**/*.test.ts", "electron/**/*.device.test.ts"],
          fileParallelism: false,
        },
      },
    ],
  },
});
