/** What opens the emoji, for any editor of a draft; what is chosen is typed where its caret stands. */
import { Popover } from '@mantine/core';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useCommand } from '../../../commands.tsx';
import { useWords } from '../../../words.ts';
import { bodyOf, focusBody } from '../body/body-handle.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { isOut, useDraft } from '../draft/sessions.ts';
import styles from './popover.module.css';

const EmojiPicker = lazy(async () => {
  const [picker, { loadRichWords }] = await Promise.all([
    import('./EmojiPicker.tsx'),
    import('../../rich/words.ts'),
  ]);
  await loadRichWords();
  return picker;
});

export function EmojiPopover({
  session,
  button,
}: {
  readonly session: DraftSession;
  /** what it hangs on; takes a ref */
  readonly button: (toggle: () => void) => ReactElement;
}) {
  const { t } = useWords();
  const { out } = useDraft(session, (state) => ({ out: isOut(state) }));
  const [opened, setOpened] = useState(false);
  useCommand('emoji', () => setOpened(true), { enabled: !out });
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      withinPortal={false}
      floatingStrategy="fixed"
      returnFocus={false}
      // The picker does that, and leads back to the text.
      closeOnEscape={false}
      // Little room: rather over the tools than out of the window.
      middlewares={{ flip: true, shift: { crossAxis: true, padding: 8 } }}
      transitionProps={{ duration: 0 }}
      zIndex={450}
    >
      <Popover.Target>{button(() => setOpened(!opened))}</Popover.Target>
      <Popover.Dropdown
        p={8}
        className={styles.floating ?? ''}
        aria-label={t('app.command.emoji')}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) setOpened(false);
        }}
      >
        <Suspense>
          <EmojiPicker
            onClose={() => {
              setOpened(false);
              focusBody(session.id, 'last');
            }}
            onChoose={(emoji) => {
              setOpened(false);
              bodyOf(session.id)?.type(emoji);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
