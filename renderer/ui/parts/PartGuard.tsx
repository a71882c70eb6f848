/** Around a part of the page: one that could not be loaded, or broke, says so in its place, and is tried again when the user asks for it. */
import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useWords } from '../../words.ts';
import { InlineMessage } from '../panes/InlineMessage.tsx';

interface Props {
  /** loads it again (part.tsx); false: it cannot be had now. Null: it is always there */
  readonly again: (() => Promise<boolean>) | null;
  /** what could not be loaded, and what is safe */
  readonly words: string;
  /** what else can be done */
  readonly otherwise: ReactNode;
  readonly children: ReactNode;
}

export class PartGuard extends Component<Props, { readonly failed: boolean; readonly trying: boolean }> {
  override state = { failed: false, trying: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  readonly #again = (): void => {
    this.setState({ trying: true });
    void this.props.again?.().then((isThere) => this.setState({ failed: !isThere, trying: false }));
  };

  override render() {
    const { again, words, otherwise, children } = this.props;
    if (!this.state.failed) return children;
    return (
      <InlineMessage
        tone="error"
        live
        actions={
          <>
            {again !== null && <Again busy={this.state.trying} onPress={this.#again} />}
            {otherwise}
          </>
        }
      >
        {words}
      </InlineMessage>
    );
  }
}

function Again({ busy, onPress }: { readonly busy: boolean; readonly onPress: () => void }) {
  const { t } = useWords();
  return (
    <Button size="xs" loading={busy} onClick={onPress}>
      {t('app.tryAgain')}
    </Button>
  );
}
