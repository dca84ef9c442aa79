// A result that cannot be drawn leaves a sentence in its place, never an empty page.
import { Component, type ReactNode } from "react";
import { Note } from "../conversation/note.tsx";

/** React knows no other way to catch what goes wrong in drawing than a class. */
export class ResultGuard extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <Note icon="warning">This result could not be drawn. Load the page again to try once more.</Note>;
  }
}
