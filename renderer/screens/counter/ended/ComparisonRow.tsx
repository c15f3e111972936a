import type { ReactNode } from "react";
import { ConflictMark } from "../../../components/icons/ConflictMark.tsx";
import { useWords } from "../../../words/use-words.ts";

type Relation = "same" | "differs" | "none";
type Props = {
  readonly label: string;
  readonly relation: Relation;
  readonly ours: ReactNode;
  readonly theirs: ReactNode;
  /** Says in words what the masks cannot show. */
  readonly remark?: string | null;
};

/** One line of the comparison: ours, how the two stand to each other, theirs. */
export function ComparisonRow({ label, relation, ours, theirs, remark = null }: Props) {
  const differs = relation === "differs" ? " comparison--differs" : "";
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className={`comparison__ours${differs}`}>{ours}</td>
      <td className="comparison__relation">
        <RelationMark relation={relation} />
      </td>
      <td className={`comparison__theirs${differs}`}>
        {theirs}
        {remark === null ? null : <span className="comparison__remark muted small">{remark}</span>}
      </td>
    </tr>
  );
}

function RelationMark({ relation }: { readonly relation: Relation }) {
  const { t } = useWords();
  if (relation === "none") return null;
  return (
    <>
      {relation === "same" ? (
        <span className="comparison__same is-quiet" aria-hidden="true">
          ＝
        </span>
      ) : (
        <span className="is-stopped">
          <ConflictMark size={24} />
        </span>
      )}
      <span className="vh">{t(`outcomes.conflict-${relation}`)}</span>
    </>
  );
}
