import type { ReaderState, ReaderStatus } from "../../../../shared/readers/reader-status.ts";
import { Fact, Facts } from "../../../components/Facts.tsx";
import { useWords } from "../../../words/use-words.ts";
import { isReader, isUsable, shortSerial } from "./reader-words.ts";

/** Facts that support asks for. */
export function ReaderFacts({ state }: { readonly state: ReaderState }) {
  const { t } = useWords();
  const { reader, status, cardsRead, badReads } = state;
  return (
    <Facts>
      {isReader(status) ? <Fact label={t("readers.fact-device")}>{reader.node ?? t("readers.no-device")}</Fact> : null}
      <Fact label={t("readers.fact-driver")}>{reader.driver}</Fact>
      {reader.serialNumber === null || status.kind === "faulted" ? null : (
        <Fact label={t("readers.fact-serial")}>{shortSerial(reader.serialNumber)}</Fact>
      )}
      {isUsable(status) ? (
        <Fact label={t("readers.fact-read")}>{t("readers.fact-read-value", { good: cardsRead, bad: badReads })}</Fact>
      ) : null}
      <FaultFact status={status} />
    </Facts>
  );
}

function FaultFact({ status }: { readonly status: ReaderStatus }) {
  const { t } = useWords();
  if (status.kind !== "faulted") return null;
  const { fault } = status;
  if (fault.kind === "port-held") {
    const holders = fault.holders.map(({ pid, program }) => `${program} (${pid})`).join(t("readers.separator"));
    return <Fact label={t("readers.fact-held-by")}>{holders === "" ? t("readers.held-by-unknown") : holders}</Fact>;
  }
  const code = "code" in fault ? fault.code : null;
  return code === null ? null : (
    <Fact label={t("readers.fact-error")}>
      <span className="num">{code}</span>
    </Fact>
  );
}
