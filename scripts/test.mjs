// npm test: sets up what is missing and runs everything: the checks, the service on its PostgreSQL, the readers on virtual devices,
// and the product itself in its window. The last line is the sum.
import { ensureReady, main } from "./setup.mjs";
import {
  bundles,
  centralTests,
  closingLine,
  deadCode,
  endToEndTests,
  fences,
  floorTypes,
  imports,
  labTests,
  lint,
  packages,
  runSteps,
  types,
  unitTests,
} from "./steps.mjs";
import { openDisplay } from "./virtual-display.mjs";

await main(async () => {
  await ensureReady({ tests: true });
  // The fences come after the bundles, since one of them looks into the bundles.
  const display = await openDisplay();
  const steps = [
    types,
    floorTypes,
    lint,
    imports,
    bundles,
    fences,
    deadCode,
    unitTests,
    centralTests,
    labTests,
    packages,
    endToEndTests,
  ];
  const total = await runSteps(steps, display.env);
  await display.stop();
  console.log(closingLine(total));
  return total.failed === 0 ? 0 : 1;
});
