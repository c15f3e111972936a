import { Component, type ReactNode } from "react";
import { RestartScreen } from "./RestartScreen.tsx";

type Props = {
  /** Takes the report for the log: the error's name and the reference, never its message, which may hold what was on the screen. */
  readonly onFailure: (report: string) => void;
  readonly children: ReactNode;
};
type State = { readonly reference: string | null };

/** Short enough to read out; the log has it beside the error. */
function newReference(): string {
  return `ui/${Date.now().toString(36).slice(-6)}`;
}

/** Catches a bug in a screen: it is reported with a reference, and the clerk is told what is safe and how to go on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { reference: null };

  static getDerivedStateFromError(): State {
    return { reference: newReference() };
  }

  override componentDidCatch(error: Error): void {
    this.props.onFailure(`screen failed: ${error.name} ${this.state.reference}`);
  }

  override render(): ReactNode {
    return this.state.reference === null ? this.props.children : <RestartScreen reference={this.state.reference} />;
  }
}
