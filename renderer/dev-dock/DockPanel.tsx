import { useEffect, useRef, useState } from "react";
import {
  type DockBridge,
  type DockRequest,
  type DockView,
  dockCentralModes,
  dockManners,
} from "../../shared/contracts/dock.ts";
import { ActionButton } from "../components/ActionButton.tsx";
import { StepTickIcon } from "../components/icons/StepTickIcon.tsx";
import type { Keyboard } from "../keyboard/keyboard.ts";
import { CardPicker } from "./CardPicker.tsx";
import { DockSection } from "./DockSection.tsx";
import type { LoggedEvent } from "./dock-store.ts";
import { EventLog } from "./EventLog.tsx";
import { Pills } from "./Pills.tsx";
import { useDockWords } from "./use-dock-words.ts";

type Props = {
  readonly bridge: DockBridge;
  readonly keyboard: Keyboard;
  readonly view: DockView;
  readonly events: readonly LoggedEvent[];
};
type Swipe = DockRequest<"scriptedSwipe">;

function useChord(keyboard: Keyboard, run: () => void) {
  const owner = useRef({});
  useEffect(() => keyboard.put(owner.current, "screen", [{ key: "Control+Enter", run, label: null }]));
}

/** Reader, card, manner, service, log; and the two ways to pass a card on. */
export function DockPanel({ bridge, keyboard, view, events }: Props) {
  const { t } = useDockWords();
  const [cardId, setCardId] = useState<string | undefined>(view.cards[0]?.id);
  const [manner, setManner] = useState<Swipe["manner"]>("normal");
  const [last, setLast] = useState<Swipe | null>(null);
  const [isRefused, setRefused] = useState(false);
  const [reader] = view.readers;

  const pass = async (swipe: Swipe) => {
    setLast(swipe);
    const reply = await bridge.scriptedSwipe(swipe);
    setRefused(reply.kind !== "accepted");
  };
  const present = () => {
    if (cardId !== undefined) void pass({ cardId, manner });
  };
  useChord(keyboard, present);

  return (
    <>
      <main className="dock__main">
        <DockSection title={t("dock.reader")} aside={t("dock.readers", { count: view.readers.length })}>
          <ScriptedReader reader={reader} />
        </DockSection>
        <DockSection title={t("dock.card")} aside={t("dock.cards", { count: view.cards.length })}>
          <CardPicker cards={view.cards} chosen={cardId} onChoose={setCardId} />
        </DockSection>
        <DockSection title={t("dock.manner")}>
          <Pills
            label={t("dock.manner")}
            choices={dockManners}
            chosen={manner}
            onChoose={setManner}
            nameOf={(choice) => t(`dock.manner-${choice}`)}
          />
        </DockSection>
        <DockSection title={t("dock.central")} aside={view.central.address}>
          <Pills
            label={t("dock.central")}
            choices={dockCentralModes}
            chosen={view.central.mode}
            onChoose={(mode) => void bridge.central({ mode })}
            nameOf={(choice) => t(`dock.central-${choice}`)}
          />
        </DockSection>
        <EventLog events={events} timeZone={view.timeZone} />
      </main>
      <footer className="dock__footer actions">
        <ActionButton shortcut={null} kind="quiet" isDisabled={last === null} onPress={() => last && void pass(last)}>
          {t("dock.replay")}
        </ActionButton>
        <span className="hint is-stopped" role="status">
          {isRefused ? t("dock.refused") : ""}
        </span>
        <ActionButton shortcut="Control+Enter" kind="primary" isDisabled={cardId === undefined} onPress={present}>
          {t("dock.present")}
        </ActionButton>
      </footer>
    </>
  );
}

function ScriptedReader({ reader }: { readonly reader: DockView["readers"][number] | undefined }) {
  const { t } = useDockWords();
  if (reader === undefined) return <p className="muted">{t("dock.reader-none")}</p>;
  return (
    <p className={reader.plugged ? "dock__reader" : "dock__reader dock__reader--gone"}>
      {reader.plugged ? <StepTickIcon size={20} /> : null}
      {reader.plugged ? reader.model : t("dock.reader-gone", { model: reader.model })}
    </p>
  );
}
