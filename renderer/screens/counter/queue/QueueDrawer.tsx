import { useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import type { ListItem } from "../../../../shared/contracts/counter-snapshot.ts";
import { ActionButton } from "../../../components/ActionButton.tsx";
import { AriaLocale } from "../../../components/AriaLocale.tsx";
import { KeyCap } from "../../../components/KeyCap.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import { selectLists } from "../../../store/selectors.ts";
import { useCounter, useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { LinkNote } from "./LinkNote.tsx";
import "./queue-drawer.css";
import { QueueList } from "./QueueList.tsx";
import { StorageNote } from "./StorageNote.tsx";

const noItems: readonly ListItem[] = [];

/** What is saved here and has no result yet, over the right edge of the window. Everything under it waits until it is closed. */
export function QueueDrawer() {
  const { closeQueue } = useIntents();
  return (
    <AriaLocale>
      <ModalOverlay
        className="queue-overlay"
        isOpen
        isDismissable
        // The key bar belongs to the drawer while it is open: its keys are the drawer's.
        shouldCloseOnInteractOutside={(element) => element.closest(".keys") === null}
        onOpenChange={closeQueue}
      >
        <Modal className="queue-drawer">
          <Dialog className="queue-drawer__dialog">
            <Queue />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaLocale>
  );
}

function Queue() {
  const { t } = useWords();
  const { closeQueue, retryEntry, retryAllEntries } = useIntents();
  const items = useCounter(selectLists)?.queue ?? noItems;
  const [chosen, setChosen] = useState<string | null>(null);
  const current = items.find((item) => item.id === chosen) ?? items[0];
  const retry = (item: ListItem) => void retryEntry({ entryId: item.id });
  const retryAll = () => void retryAllEntries({});
  useKeys("dialog", [
    { key: "Escape", run: closeQueue, label: t("lists.close") },
    { key: "F4", run: closeQueue, label: null },
    ...(items.length > 1 ? [{ key: "↑↓", run: () => undefined, label: t("lists.key-select") }] : []),
    ...(current === undefined ? [] : [{ key: "r", run: () => retry(current), label: t("lists.retry") }]),
    ...(current === undefined ? [] : [{ key: "F5", run: retryAll, label: t("lists.retry-all") }]),
  ]);
  return (
    <>
      <header className="spread">
        <Heading slot="title" className="queue-drawer__title">
          {t("lists.queue", { count: items.length })}
        </Heading>
        <KeyCap name="F4" />
      </header>
      <StorageNote />
      <LinkNote />
      <QueueList items={items} current={current} onChoose={setChosen} onRetry={retry} />
      {current === undefined ? null : (
        <div className="actions">
          <ActionButton shortcut="F5" kind="primary" onPress={retryAll}>
            {t("lists.retry-all")}
          </ActionButton>
        </div>
      )}
    </>
  );
}
