import type { ReaderState } from "../../../../shared/readers/reader-status.ts";
import { selectStatus } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { shortSerial } from "./reader-words.ts";
import { useReaderTexts } from "./use-reader-texts.ts";

// The contract takes no longer text; a rule or a holder's name of that length would be no use to anyone.
const longestText = 2000;

function faultLines(state: ReaderState, words: ReturnType<typeof useWords>): readonly string[] {
  const { t, errorWords } = words;
  if (state.status.kind !== "faulted") return [];
  const { fault } = state.status;
  const { cause, remedy } = errorWords(`reader/${fault.kind}`);
  const about = [`reader/${fault.kind}`, cause, remedy];
  if (fault.kind === "permission-denied") return [...about, t("readers.udev-how"), fault.udevRule];
  if (fault.kind === "port-held") return [...about, ...fault.holders.map(({ pid, program }) => `${program} ${pid}`)];
  return "code" in fault ? [...about, fault.code] : about;
}

/** What support needs to know about one reader, in lines. Facts of the device only, nothing of a card. */
export function useSupportText(state: ReaderState): string {
  const words = useWords();
  const { stateWord, place } = useReaderTexts();
  const status = useCounter(selectStatus);
  const { reader } = state;
  const lines = [
    `${words.t("frame.product")} ${status?.version ?? ""} · ${status?.site.name ?? ""} ${status?.site.window ?? ""}`,
    `${words.t("readers.support-reader")}: ${reader.model} (${reader.profileId}) · ${place(reader).join(" · ")}`,
    `${words.t("readers.support-state")}: ${stateWord(state.status)}`,
    `${words.t("readers.fact-device")}: ${reader.node ?? words.t("readers.no-device")}`,
    `${words.t("readers.fact-driver")}: ${reader.driver}`,
    ...(reader.serialNumber === null ? [] : [`${words.t("readers.fact-serial")}: ${shortSerial(reader.serialNumber)}`]),
    ...faultLines(state, words),
  ];
  return lines.join("\n").slice(0, longestText);
}
