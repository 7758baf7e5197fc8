import { html } from 'htm/preact';
import { Component, type ComponentChildren } from 'preact';
import { words } from '../../words/en/words.ts';

interface BoundaryProps {
  /** What is shown; when it is another, it is drawn anew whatever went wrong before. */
  of: unknown;
  children?: ComponentChildren;
}

interface BoundaryState {
  isBroken: boolean;
  of: unknown;
}

/** What breaks inside breaks alone: a note takes its place, and the rest of the page goes on. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { isBroken: false, of: this.props.of };

  static override getDerivedStateFromProps(
    { of }: BoundaryProps,
    state: BoundaryState,
  ): Partial<BoundaryState> | null {
    return of === state.of ? null : { isBroken: false, of };
  }

  override componentDidCatch(error: unknown): void {
    // For those who mend the page; the person reads something else.
    console.error(error);
    this.setState({ isBroken: true });
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    const { broken, again, reload } = words.part;
    return html`
      <div class="problem part-failed" role="alert">
        <p>${broken}</p>
        <button type="button" class="button button-quiet" onClick=${() => this.setState({ isBroken: false })}>${again}</button>
        <button type="button" class="button button-quiet" onClick=${() => location.reload()}>${reload}</button>
      </div>
    `;
  }
}
