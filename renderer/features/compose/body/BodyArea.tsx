/** The body of a draft: the editor of the mode it is written in, the switch to another, and what is asked before something is lost. */
import { lazy, Suspense, type KeyboardEvent } from 'react';
import type { Identity } from '#core/account/identity.ts';
import { signatureOf } from '#core/message/signature.ts';
import { useCommand } from '../../../commands.tsx';
import { keysOf } from '../../../keys.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import styles from './body.module.css';
import { EditorGuard } from './EditorGuard.tsx';
import { modes } from './modes.ts';
import { ModeSwitch } from './ModeSwitch.tsx';
import { useModes } from './use-modes.ts';

const LossQuestion = lazy(async () => {
  const [question, { loadRichWords }] = await Promise.all([
    import('../../rich/LossQuestion.tsx'),
    import('../../rich/words.ts'),
  ]);
  await loadRichWords();
  return question;
});

export function BodyArea({
  session,
  identity,
  enabled,
}: {
  readonly session: DraftSession;
  /** whose signature is recognised */
  readonly identity: Identity | undefined;
  readonly enabled: boolean;
}) {
  const { t } = useWords();
  const { mode, question, choose, asText, confirm, keep, undo } = useModes(session, signatureOf(identity));
  useCommand('writing-mode', () => choose(mode === 'plain' ? 'rich' : 'plain'), { enabled });
  const { Editor, again } = modes[mode];
  // What an editor has nothing left to undo of, may be the switch itself.
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.defaultPrevented && keysOf(event.nativeEvent) === 'Mod+Z' && undo()) event.preventDefault();
  };
  const control = <ModeSwitch mode={mode} onChoose={choose} />;
  return (
    <div className={styles.body} data-body={mode} onKeyDown={onKeyDown}>
      <EditorGuard key={mode} again={again} onPlain={asText}>
        <Suspense
          fallback={
            <p className={styles.loading} aria-busy="true">
              {t('compose.mode.loading')}
            </p>
          }
        >
          <Editor session={session} modes={control} />
        </Suspense>
      </EditorGuard>
      {question !== null && (
        <Suspense>
          <div className={styles.question}>
            <LossQuestion lost={question.lost} onConfirm={confirm} onKeep={keep} />
          </div>
        </Suspense>
      )}
    </div>
  );
}
