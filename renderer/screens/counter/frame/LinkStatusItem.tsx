import type { ComponentType } from "react";
import type { LinkStatus } from "../../../../shared/contracts/counter-snapshot.ts";
import { CrossIcon } from "../../../components/icons/CrossIcon.tsx";
import type { IconProps } from "../../../components/icons/icon-props.ts";
import { ReadyMark } from "../../../components/icons/ReadyMark.tsx";
import { SpinnerIcon } from "../../../components/icons/SpinnerIcon.tsx";
import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { selectLink } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { StatusItem } from "./StatusItem.tsx";

type Look = {
  readonly tone: "done" | "pending" | "stopped" | "quiet";
  readonly Icon: ComponentType<IconProps>;
  readonly size: number;
};

const looks: Readonly<Record<LinkStatus["kind"], Look>> = {
  connecting: { tone: "quiet", Icon: SpinnerIcon, size: 18 },
  connected: { tone: "done", Icon: ReadyMark, size: 16 },
  away: { tone: "pending", Icon: WarningMark, size: 18 },
  refused: { tone: "stopped", Icon: CrossIcon, size: 18 },
};

/** How the terminal stands to the service. */
export function LinkStatusItem() {
  const { t } = useWords();
  const kind = useCounter(selectLink)?.kind ?? "connecting";
  const { tone, Icon, size } = looks[kind];
  return (
    <StatusItem what={t("frame.service")} tone={tone} icon={<Icon size={size} />}>
      {t(`frame.link-${kind}`)}
    </StatusItem>
  );
}
