import type { ReactNode } from "react";
import { primaryMark } from "../keyboard/keyboard.ts";
import "./button.css";
import { KeyCap } from "./KeyCap.tsx";

type Props = {
  /** The key that does the same, as in `KeyboardEvent.key`; printed in the button. Null where there is none. */
  readonly shortcut: string | null;
  readonly kind?: "primary" | "plain" | "quiet";
  readonly small?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
};

/** A button with its key printed in it. The key itself is declared by the screen with `useKeys`. */
export function ActionButton({
  shortcut,
  kind = "plain",
  small = false,
  isDisabled = false,
  onPress,
  children,
}: Props) {
  return (
    <button
      type="button"
      {...(kind === "primary" ? { [primaryMark]: "" } : {})}
      className={`button button--${kind}${small ? " button--small" : ""}`}
      disabled={isDisabled}
      onClick={onPress}
      aria-keyshortcuts={shortcut ?? undefined}
    >
      {children}
      {shortcut === null ? null : <KeyCap name={shortcut} />}
    </button>
  );
}
