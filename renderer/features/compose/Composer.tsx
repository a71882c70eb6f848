/** One draft in front: fields, body and files at the left, the slip at the right, what is wrong and Send at the foot. */
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo, useRef, type ClipboardEvent, type FocusEvent } from 'react';
import { Drawer } from '@mantine/core';
import { envelopeSlip, RECIPIENT_FIELDS } from '#core/message/envelope.ts';
import { call, useCall } from '../../api.ts';
import { useCommand } from '../../commands.tsx';
import '../../early/handover.ts';
import { usePlace } from '../../place.tsx';
import { start } from '../../start.ts';
import { toast } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { fetchRow } from '../sent/pages.ts';
import styles from './compose.module.css';
import type { DraftSession } from './draft/draft-session.ts';
import { problemsOf, senderOf, useProblems } from './draft/problems.ts';
import { forgetSession, useDraftState, useKeptDraft } from './draft/sessions.ts';
import { Attachments } from './fields/Attachments.tsx';
import { DropZone } from './fields/DropZone.tsx';
import { FromField } from './fields/FromField.tsx';
import { RecipientsField } from './fields/RecipientsField.tsx';
import { Foot } from './Foot.tsx';
import { Problems } from './Problems.tsx';
import { focusProblem } from './draft/focus-problem.ts';
import { handOver } from './sending/hand-over.ts';
import { Sending } from './sending/Sending.tsx';
import { Slip } from './slip/Slip.tsx';

export function Composer({ session }: { readonly session: DraftSession }) {
  const { t } = useWords();
  const state = useDraftState(session);
  const accounts = useCall('accounts.list', null).data?.accounts ?? [];
  const settings = useCall('settings.get', null);
  const narrow = useMediaQuery('(width < 860px)', false, { getInitialValueInEffect: false });
  const [drawer, { toggle: toggleDrawer, close: closeDrawer }] = useDisclosure(false);
  const form = useRef<HTMLDivElement>(null);
  useKeptDraft(session);
  useFirstField(form, session);

  const { content, attachments, submissionId, handingOver } = state;
  const sender = senderOf(content, accounts);
  const identity = sender?.identity;
  const { to, cc, bcc, sending } = content;
  // A letter typed in the body must not judge thousands of recipients again.
  const slip = useMemo(
    () => envelopeSlip({ to, cc, bcc, sending }, identity),
    [to, cc, bcc, sending, identity],
  );
  const problems = useProblems(state, sender);
  const out = submissionId !== null || handingOver;
  const slipShown = !narrow && (settings.data?.slipOpen ?? start.look.slipOpen);
  const toggleSlip = () => {
    if (narrow) toggleDrawer();
    else void call('settings.set', { slipOpen: !slipShown });
  };
  const send = useSend(session, form);
  useCommand('send', send, { enabled: !out });
  useCommand('toggle-slip', toggleSlip);

  const addFiles = (files: readonly File[]) => void session.add(files);
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0 || out) return;
    event.preventDefault();
    addFiles(files);
  };
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) void session.save();
  };
  const slipView = <Slip slip={slip} sender={sender} content={content} attachments={attachments} />;

  return (
    <div
      className={styles.composer}
      data-slip={slipShown || undefined}
      id="composer"
      role="tabpanel"
      aria-label={t('compose.draft')}
    >
      <DropZone className={styles.work} enabled={!out} onFiles={addFiles}>
        {sender?.practice === true && (
          <div className={styles.practice} role="note">
            {t('compose.practice')}
          </div>
        )}
        <div className={styles.form} ref={form} onPaste={onPaste} onBlur={onBlur} inert={out}>
          <FromField accounts={accounts} sender={sender} onChange={(from) => session.edit(from)} />
          {RECIPIENT_FIELDS.map((field) => (
            <RecipientsField
              key={field}
              field={field}
              session={session}
              lines={slip.lines}
              asked={state.asked}
              aside={
                field === 'to' && (sender?.identity?.replyTo ?? '') !== '' ? t('compose.replyToSet') : null
              }
            />
          ))}
          <div className={styles.field}>
            <label htmlFor="subject">{t('compose.subject')}</label>
            <input
              id="subject"
              className={styles.subject}
              value={content.subject}
              autoComplete="off"
              onChange={(event) =>
                session.edit({ subject: event.currentTarget.value.replace(/[\r\n\0]+/g, ' ') })
              }
            />
          </div>
          <div className={styles.body}>
            <textarea
              aria-label={t('compose.body')}
              value={content.body}
              onChange={(event) => session.edit({ body: event.currentTarget.value })}
            />
          </div>
          <Attachments session={session} compact={narrow} />
        </div>
        {submissionId === null ? (
          <>
            <Problems session={session} problems={problems} form={form} />
            <Foot session={session} narrow={narrow} slipShown={slipShown} onSlip={toggleSlip} onSend={send} />
          </>
        ) : (
          <Sending session={session} submissionId={submissionId} />
        )}
      </DropZone>
      {slipShown && (
        <aside className={styles.slip} aria-label={t('compose.slip.title')} data-column tabIndex={-1}>
          {slipView}
        </aside>
      )}
      <Drawer
        opened={narrow && drawer}
        onClose={closeDrawer}
        position="right"
        size={344}
        title={t('compose.slip.title')}
        classNames={{
          overlay: styles.scrim ?? '',
          content: styles.drawer ?? '',
          header: styles.drawer ?? '',
          title: styles.drawerTitle ?? '',
        }}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        {slipView}
      </Drawer>
    </div>
  );
}

/** A new draft begins at To; one that is taken up again, at its body. */
function useFirstField(form: { readonly current: HTMLElement | null }, session: DraftSession): void {
  useEffect(() => {
    // Arrows among the tabs must not lose the focus to the draft they bring forward.
    if (document.activeElement?.getAttribute('role') === 'tab') return;
    const { content } = session.state();
    const begun = RECIPIENT_FIELDS.some((field) => content[field].length > 0);
    form.current?.querySelector<HTMLElement>(begun ? 'textarea' : '#recipients-to')?.focus();
    globalThis.earlyWindow?.take(({ text, selection }) => {
      if (/[,;]\s*$/.test(text)) session.commit('to', text);
      else session.type('to', text);
      const to = form.current?.querySelector<HTMLInputElement>('#recipients-to');
      to?.focus();
      // The text is in the field with the next paint.
      requestAnimationFrame(() => to?.setSelectionRange(...selection));
    });
  }, [form, session]);
}

function useSend(session: DraftSession, form: { readonly current: HTMLElement | null }): () => void {
  const { t } = useWords();
  const { go, select, closeDraft } = usePlace();
  const accounts = useCall('accounts.list', null).data?.accounts ?? [];
  return () => {
    const sender = senderOf(session.state().content, accounts);
    const wrong = () => {
      const found = problemsOf(session.state(), sender).length > 0;
      if (found) requestAnimationFrame(() => focusProblem(form.current));
      return found;
    };
    void handOver(session, wrong, (id, ending) => {
      if (ending === 'given-up') {
        session.reload().catch(() => {
          forgetSession(session.id);
          closeDraft(session.id);
        });
        return;
      }
      forgetSession(session.id);
      closeDraft(session.id);
      const list = sender?.practice === true ? 'practice' : 'sent';
      toast({
        kind: 'ok',
        title: t(list === 'sent' ? 'compose.accepted' : 'compose.acceptedPractice'),
        detail: session.state().content.subject || t('compose.noSubject'),
        ms: 10_000,
        action: {
          label: t('compose.open'),
          run: () => {
            go(list);
            // It is the newest: once the list's first page is here, it can be selected by its id.
            void fetchRow(list, 0).finally(() => select({ [list]: id }));
          },
        },
      });
    });
  };
}
