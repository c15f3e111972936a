import type { ConflictSide } from "../../../../shared/contracts/http.ts";
import { LockIcon } from "../../../components/icons/LockIcon.tsx";
import { Masked } from "../../../components/Masked.tsx";
import { useWords } from "../../../words/use-words.ts";
import { ComparisonRow } from "./ComparisonRow.tsx";
import "./comparison.css";
import type { DetailsProps } from "./outcome-details.ts";

/** Both sides of a conflict. Which rows are marked follows from its kind, not from comparing masks: two people may share a mask. */
export function ConflictDetails({ outcome }: DetailsProps<"conflict">) {
  const { t } = useWords();
  const { about, mediumMasked, ours, theirs } = outcome;
  const cardTaken = about === "card-taken";
  const card = cardTaken ? "same" : "differs";
  const person = cardTaken ? "differs" : "same";
  return (
    <>
      <table className="comparison" aria-label={t("outcomes.conflict-comparison")}>
        <thead>
          <tr>
            <td />
            <th scope="col" className="comparison__ours">
              {t("outcomes.conflict-this-entry")}
            </th>
            <td />
            <th scope="col" className="comparison__theirs">
              {t("outcomes.conflict-on-record")}
            </th>
          </tr>
        </thead>
        <tbody>
          {mediumMasked === null ? null : (
            <ComparisonRow
              label={t("outcomes.fact-card-read")}
              relation="none"
              ours={<Masked text={mediumMasked} kind="number" />}
              theirs={<span className="muted">—</span>}
            />
          )}
          <ComparisonRow
            label={t("outcomes.fact-card-number")}
            relation={card}
            ours={<Masked text={ours.cardNumberMasked} kind="number" />}
            theirs={<Masked text={theirs.cardNumberMasked} kind="number" />}
            remark={cardTaken ? null : t("outcomes.conflict-another-card")}
          />
          <ComparisonRow
            label={t("outcomes.fact-holder")}
            relation={person}
            ours={<Masked text={ours.holderNameMasked} kind="name" />}
            theirs={<Masked text={theirs.holderNameMasked} kind="name" />}
            remark={cardTaken ? t("outcomes.conflict-another-person") : t("outcomes.conflict-same-person")}
          />
          <ComparisonRow
            label={t("outcomes.fact-social-security-number")}
            relation={person}
            ours={<Masked text={ours.socialSecurityNumberMasked} kind="number" grouped />}
            theirs={<Masked text={theirs.socialSecurityNumberMasked} kind="number" grouped />}
          />
          <ComparisonRow
            label={t("outcomes.conflict-recorded")}
            relation="none"
            ours={<Recorded side={ours} otherwise={t("outcomes.conflict-not-recorded")} />}
            theirs={<Recorded side={theirs} otherwise={t("outcomes.conflict-undisclosed")} />}
          />
        </tbody>
      </table>
      <p className="row small muted">
        <LockIcon size={22} />
        {t("outcomes.conflict-supervisor")}
      </p>
    </>
  );
}

/** Day and place of a record, or why there is none to show. */
function Recorded({ side, otherwise }: { readonly side: ConflictSide; readonly otherwise: string }) {
  const { day } = useWords();
  if (side.recordedAt === null) return <span className="muted">{otherwise}</span>;
  return (
    <>
      <span className="fig">{day(side.recordedAt)}</span> <span className="comparison__place">{side.place}</span>
    </>
  );
}
