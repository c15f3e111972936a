// npm run check: everything that needs no service, no device and no display, in under two minutes.
import { ensurePackages, main } from "./setup.mjs";
import { closingLine, deadCode, fences, floorTypes, imports, lint, runSteps, types, unitTests } from "./steps.mjs";

await main(async () => {
  await ensurePackages();
  const total = await runSteps([types, floorTypes, lint, imports, fences, deadCode, unitTests]);
  console.log(closingLine(total));
  return total.failed === 0 ? 0 : 1;
});
