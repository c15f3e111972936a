import {
  counterPushNames,
  counterRequestNames,
  pushChannel,
  requestChannel,
} from "../../shared/contracts/ipc-names.ts";
import { exposeBridge } from "./expose-bridge.ts";

exposeBridge("kalian", { requests: counterRequestNames, requestChannel, pushes: counterPushNames, pushChannel });
