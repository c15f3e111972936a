import { Component, type ReactNode } from "react";
import type { ReportFailure } from "../../../bridge/report-failure.ts";
import { RestartScreen } from "./RestartScreen.tsx";

type Props = { readonly report: ReportFailure; readonly children: ReactNode };
/** Null while nothing has failed; empty until the failure was reported. */
type State = { readonly reference: string | null };

/** Catches a bug in a screen: it is reported with a reference, and the clerk is told what is safe and how to go on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { reference: null };

  static getDerivedStateFromError(): State {
    return { reference: "" };
  }

  override componentDidCatch(error: unknown): void {
    this.setState({ reference: this.props.report(error) });
  }

  override render(): ReactNode {
    return this.state.reference === null ? this.props.children : <RestartScreen reference={this.state.reference} />;
  }
}
