import {
  dockPushChannel,
  dockPushNames,
  dockRequestChannel,
  dockRequestNames,
} from "../../shared/contracts/dock-names.ts";
import { exposeBridge } from "./expose-bridge.ts";

exposeBridge("kalianDock", {
  requests: dockRequestNames,
  requestChannel: dockRequestChannel,
  pushes: dockPushNames,
  pushChannel: dockPushChannel,
});
