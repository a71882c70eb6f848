/** One draft in front: fields, body and files at the left, the slip at the right, what is wrong and Send at the foot. */
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useMemo, useRef, useState, type ClipboardEvent, type FocusEvent } from 'react';
import { envelopeSlip, RECIPIENT_FIELDS } from '#core/message/envelope.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import type { Schedule } from '#core/message/sending-schema.ts';
import { call, useCall } from '../../api.ts';
import { useCommand } from '../../commands.tsx';
import { start } from '../../start.ts';
import { SideDrawer } from '../../ui/panes/SideDrawer.tsx';
import { useWords } from '../../words.ts';
import styles from './compose.module.css';
import type { DraftSession } from './draft/draft-session.ts';
import { useFirstField } from './draft/first-field.ts';
import { problemsOf, senderOf, useProblems } from './draft/problems.ts';
import { useDraftState, useKeptDraft } from './draft/sessions.ts';
import { AnswersField } from './fields/AnswersField.tsx';
import { Attachments } from './fields/Attachments.tsx';
import { DropZone } from './fields/DropZone.tsx';
import { FromField } from './fields/FromField.tsx';
import { RecipientsField } from './fields/RecipientsField.tsx';
import { useFolders } from './fields/use-folders.tsx';
import { ReplyToField } from './fields/ReplyToField.tsx';
import { useOutgoing } from './findings/outgoing.ts';
import { Foot } from './Foot.tsx';
import { ByHandStrip } from './options/ByHandStrip.tsx';
import { BY_HAND_SWITCH, NOTIFY_FIELD, optionOf } from './options/focus.ts';
import { SendingOptions, type OptionsView } from './options/SendingOptions.tsx';
import { Problems } from './Problems.tsx';
import { focusProblem } from './draft/focus-problem.ts';
import { Sending } from './sending/Sending.tsx';
import { useSend } from './sending/use-send.ts';
import { Slip } from './slip/Slip.tsx';

const Stopped = lazy(() => import('./findings/Stopped.tsx'));
const SlipFindings = lazy(() => import('./findings/SlipFindings.tsx'));

export function Composer({ session }: { readonly session: DraftSession }) {
  const { t } = useWords();
  const state = useDraftState(session);
  const accounts = useCall('accounts.list', null).data?.accounts ?? [];
  const settings = useCall('settings.get', null);
  const narrow = useMediaQuery('(width < 860px)', false, { getInitialValueInEffect: false });
  const [drawer, { toggle: toggleDrawer, open: openDrawer, close: closeDrawer }] = useDisclosure(false);
  const form = useRef<HTMLDivElement>(null);
  const [options, setOptions] = useState<OptionsState>({ open: false, target: null });
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
  // The fields show the message's own recipients, whoever the envelope names.
  const written = useMemo(
    () => (slip.overridden ? envelopeSlip({ to, cc, bcc, sending: USUAL_SENDING }, identity) : slip),
    [slip, to, cc, bcc, identity],
  );
  const inFields = useMemo(() => written.lines.filter(({ own }) => !own), [written]);
  const problems = useProblems(state, sender);
  const out = submissionId !== null || handingOver;
  const slipShown = !narrow && (settings.data?.slipOpen ?? start.look.slipOpen);
  const toggleSlip = () => {
    setOptions({ ...options, target: null });
    if (narrow) toggleDrawer();
    else void call('settings.set', { slipOpen: !slipShown });
  };
  const showOption = (id: string) => {
    setOptions({ open: true, target: { id } });
    if (narrow) openDrawer();
    else if (!slipShown) void call('settings.set', { slipOpen: true });
  };
  const showProblem = () => {
    if (focusProblem(form.current)) return;
    const isByHand = session.state().content.sending.envelope !== null;
    const [id] = problemsOf(session.state(), sender).flatMap((problem) => optionOf(problem, isByHand) ?? []);
    if (id !== undefined) showOption(id);
  };
  const toggleOptions = () => {
    const isInside = document.activeElement?.closest('#sending-options-panel') !== null;
    if (!options.open || !isInside) showOption(NOTIFY_FIELD);
    else {
      document.getElementById('sending-options')?.focus();
      setOptions({ open: false, target: null });
    }
  };
  const lastField = useRef<EventTarget>(null);
  const outgoing = useOutgoing(session, sender);
  const send = useSend(session, showProblem, lastField, outgoing.mayGo);
  const stoppedAt = useRef<Schedule | null>(null);
  const sendAt = (schedule: Schedule | null) => {
    stoppedAt.current = schedule;
    send(schedule);
  };
  const showFindings = () => {
    if (narrow) openDrawer();
    else if (!slipShown) void call('settings.set', { slipOpen: true });
    requestAnimationFrame(() => document.getElementById('slip-findings')?.parentElement?.focus());
  };
  const folders = useFolders(session);
  useCommand('send', () => sendAt(null), { enabled: !out });
  useCommand('toggle-slip', toggleSlip);
  useCommand('sending-options', toggleOptions, { enabled: !out });
  useCommand('attach-folder', folders.choose, { enabled: !out });

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
  const slipView = (
    <>
      <Slip
        slip={slip}
        written={written}
        sender={sender}
        content={content}
        attachments={attachments}
        onByHand={out ? null : () => showOption(BY_HAND_SWITCH)}
      />
      {outgoing.findings.length > 0 && (
        <Suspense>
          <SlipFindings findings={outgoing.findings} onGone={closeDrawer} />
        </Suspense>
      )}
      <SendingOptions
        session={session}
        slip={slip}
        identity={identity}
        view={{ ...options, onToggle: () => setOptions({ open: !options.open, target: null }) }}
      />
    </>
  );

  return (
    <div
      className={styles.composer}
      data-slip={slipShown || undefined}
      id="composer"
      role="tabpanel"
      aria-label={t('compose.draft')}
    >
      <DropZone className={styles.work} enabled={!out} onFiles={addFiles} onFolders={folders.dropped}>
        {sender?.practice === true && (
          <div className={styles.practice} role="note">
            {t('compose.practice')}
          </div>
        )}
        <div
          className={styles.form}
          ref={form}
          onPaste={onPaste}
          onFocus={({ target }) => (lastField.current = target)}
          onBlur={onBlur}
          inert={out}
        >
          <FromField
            accounts={accounts}
            sender={sender}
            onChange={(from) => {
              const signature = senderOf(from, accounts)?.identity?.signature ?? '';
              session.sendFrom(from, identity?.signature ?? '', signature);
            }}
            onReplyTo={
              content.replyTo === undefined
                ? () => {
                    session.edit({ replyTo: [] });
                    requestAnimationFrame(() => document.getElementById('recipients-replyTo')?.focus());
                  }
                : null
            }
          />
          {content.replyTo !== undefined && (
            <ReplyToField session={session} entries={content.replyTo} identity={identity} />
          )}
          {RECIPIENT_FIELDS.map((field) => (
            <RecipientsField
              key={field}
              field={field}
              session={session}
              lines={inFields}
              asked={state.asked && !slip.overridden}
              aside={
                field === 'to' && content.replyTo === undefined && (identity?.replyTo ?? '') !== ''
                  ? t('compose.replyToSet')
                  : null
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
          {content.inReplyTo !== undefined && (
            <AnswersField
              id={content.inReplyTo}
              onRemove={() => {
                session.edit({ inReplyTo: undefined });
                document.getElementById('subject')?.focus();
              }}
            />
          )}
          <div className={styles.body}>
            <textarea
              aria-label={t('compose.body')}
              value={content.body}
              onChange={(event) => session.edit({ body: event.currentTarget.value })}
            />
          </div>
          <Attachments session={session} compact={narrow} onFolder={folders.choose} />
        </div>
        {submissionId === null ? (
          <>
            {folders.offer}
            <Problems session={session} problems={problems} onShow={showProblem} />
            {slip.overridden && (
              <ByHandStrip
                slip={slip}
                onShow={() => showOption(BY_HAND_SWITCH)}
                onFollow={() =>
                  session.edit({ sending: { ...session.state().content.sending, envelope: null } })
                }
              />
            )}
            {outgoing.stopped && (
              <Suspense>
                <Stopped
                  session={session}
                  stop={outgoing.stopped}
                  onShow={showFindings}
                  onBack={() => {
                    outgoing.goBack();
                    if (lastField.current instanceof HTMLElement) lastField.current.focus();
                  }}
                  onSend={() => {
                    outgoing.allow();
                    send(stoppedAt.current);
                  }}
                />
              </Suspense>
            )}
            <Foot
              session={session}
              narrow={narrow}
              slipShown={slipShown}
              onSlip={toggleSlip}
              onSend={sendAt}
            />
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
      <SideDrawer
        opened={narrow && drawer}
        onClose={closeDrawer}
        size={344}
        title={t('compose.slip.title')}
        fills={false}
      >
        {slipView}
      </SideDrawer>
    </div>
  );
}

/** Which of the sending options are shown, and the one to go to. */
type OptionsState = Omit<OptionsView, 'onToggle'>;
