import { useState } from "react";
import type { Layer } from "../keyboard/keyboard.ts";
import { useKeys } from "../keyboard/use-keys.ts";
import { useIntents } from "../store/use-counter.ts";
import { useWords } from "../words/use-words.ts";
import { ActionButton } from "./ActionButton.tsx";

type Props = {
  /** Codes, references and facts of devices; never a number of a card. */
  readonly text: string;
  readonly layer?: Layer;
  readonly small?: boolean;
};

/** Puts a text on the clipboard for support (key C) and says so when it is there. */
export function CopyForSupport({ text, layer = "screen", small = false }: Props) {
  const { t } = useWords();
  const { copyForSupport } = useIntents();
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    const reply = await copyForSupport({ text });
    if (reply?.kind === "accepted") setCopied(text);
  };
  useKeys(layer, [{ key: "c", run: () => void copy(), label: null }]);
  return (
    <>
      <ActionButton shortcut="c" kind="quiet" small={small} onPress={() => void copy()}>
        {t(copied === text ? "frame.copied" : "frame.copy-for-support")}
      </ActionButton>
      <span className="vh" role="status">
        {copied === text ? t("frame.copied") : ""}
      </span>
    </>
  );
}
