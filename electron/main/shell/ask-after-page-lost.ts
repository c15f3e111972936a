import { dialog } from "electron";
import { en } from "../../../shared/words/en/index.ts";
import { zhCn } from "../../../shared/words/zh-cn/index.ts";
import { faultMessage, type ToldFault } from "./fault-text.ts";

/** Says in the system's own box that the page keeps failing, and asks how to go on. Meanwhile main works on: what is saved is sent. */
export async function askAfterPageLost(fault: ToldFault): Promise<"restart" | "close"> {
  const choices = ["page-lost-restart", "page-lost-close"] as const;
  const { response } = await dialog.showMessageBox({
    type: "error",
    title: `${zhCn.frame.product} ${en.frame.product}`,
    ...faultMessage(fault),
    buttons: choices.map((name) => `${zhCn.frame[name]} ${en.frame[name]}`),
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0 ? "restart" : "close";
}
