/** One draft in front: fields, body and files at the left, the slip at the right, what is wrong and Send at the foot. */
import { lazy, Suspense, useMemo, useRef, type ClipboardEvent, type FocusEvent } from 'react';
import { envelopeSlip, RECIPIENT_FIELDS } from '#core/message/envelope.ts';
import { goesOneEach } from '#core/message/one-each.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { signatureOf } from '#core/message/signature.ts';
import type { Schedule } from '#core/message/sending-schema.ts';
import { useCall } from '../../api.ts';
import { useCommand } from '../../commands.tsx';
import { SideDrawer } from '../../ui/panes/SideDrawer.tsx';
import { useWords } from '../../words.ts';
import { BodyArea } from './body/BodyArea.tsx';
import styles from './compose.module.css';
import type { DraftSession, DraftState } from './draft/draft-session.ts';
import { useFirstField } from './draft/first-field.ts';
import { problemsOf, senderOf } from './draft/problems.ts';
import { isOut, useDraft, useKeptDraft } from './draft/sessions.ts';
import { EachStrip } from './each/Each.tsx';
import { AnswersField } from './fields/AnswersField.tsx';
import { Attachments } from './fields/Attachments.tsx';
import { DropZone } from './fields/DropZone.tsx';
import { FromField } from './fields/FromField.tsx';
import { RecipientsField } from './fields/RecipientsField.tsx';
import { useFolders } from './fields/use-folders.tsx';
import { ReplyToField } from './fields/ReplyToField.tsx';
import { SubjectField } from './fields/SubjectField.tsx';
import { useOutgoing } from './findings/outgoing.ts';
import { Foot } from './Foot.tsx';
import { ByHandStrip } from './options/ByHandStrip.tsx';
import { BY_HAND_SWITCH, optionOf, OWN_FIELDS } from './options/focus.ts';
import { SendingOptions } from './options/SendingOptions.tsx';
import { Problems } from './Problems.tsx';
import { focusProblem } from './draft/focus-problem.ts';
import { Sending } from './sending/Sending.tsx';
import { useSend } from './sending/use-send.ts';
import { Slip } from './slip/Slip.tsx';
import { useAside } from './slip/use-aside.ts';
import { usePreview } from '../preview/use-preview.ts';
import { DraftSpelling } from './spelling/DraftSpelling.tsx';

const Stopped = lazy(() => import('./findings/Stopped.tsx'));
const PreviewPane = lazy(async () => {
  const [pane, { loadPreviewWords }] = await Promise.all([
    import('../preview/PreviewPane.tsx'),
    import('../preview/words.ts'),
  ]);
  await loadPreviewWords();
  return pane;
});
const SlipFindings = lazy(() => import('./findings/SlipFindings.tsx'));

export function Composer({ session }: { readonly session: DraftSession }) {
  const { t } = useWords();
  const { asked, submissionId, out, oneEach, ...content } = useDraft(session, frame);
  const accounts = useCall('accounts.list', null).data?.accounts;
  const form = useRef<HTMLDivElement>(null);
  const aside = useAside(out);
  useKeptDraft(session);
  useFirstField(form, session);

  const { accountId, identityId, to, cc, bcc, sending } = content;
  const sender = useMemo(
    () => senderOf({ accountId, identityId }, accounts ?? []),
    [accountId, identityId, accounts],
  );
  const identity = sender?.identity;
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
  const showProblem = () => {
    if (focusProblem(form.current)) return;
    const isByHand = session.state().content.sending.envelope !== null;
    const [id] = problemsOf(session.state(), sender).flatMap((problem) => optionOf(problem, isByHand) ?? []);
    if (id !== undefined) aside.showOption(id);
  };
  const lastField = useRef<EventTarget>(null);
  const outgoing = useOutgoing(session, sender);
  const preview = usePreview(session, sender, { showProblem, returnTo: lastField });
  const send = useSend(session, showProblem, lastField, {
    mayGo: outgoing.mayGo,
    previewed: () => preview.shown.current,
  });
  const stoppedAt = useRef<Schedule | null>(null);
  const sendAt = (schedule: Schedule | null) => {
    stoppedAt.current = schedule;
    send(schedule);
  };
  const folders = useFolders(session);
  useCommand('send', () => sendAt(null), { enabled: !out });
  useCommand('attach-folder', folders.choose, { enabled: !out });

  const addFiles = (files: readonly File[]) => void session.files.add(files);
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    // Pictures go into rich text.
    if (files.length === 0 || out || event.defaultPrevented) return;
    event.preventDefault();
    addFiles(files);
  };
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) void session.save();
  };
  const slipView = (
    <>
      <Slip
        session={session}
        slip={slip}
        written={written}
        sender={sender}
        onByHand={out ? null : () => aside.showOption(BY_HAND_SWITCH)}
      />
      {outgoing.findings.length > 0 && (
        <Suspense>
          <SlipFindings
            findings={outgoing.findings}
            own={sending.headers}
            onOwn={() => aside.showOption(OWN_FIELDS)}
            onGone={aside.closeDrawer}
          />
        </Suspense>
      )}
      <SendingOptions session={session} slip={slip} identity={identity} view={aside.options} />
    </>
  );

  return (
    <div
      className={styles.composer}
      data-slip={aside.column || undefined}
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
        {preview.open && (
          <Suspense>
            <PreviewPane session={session} sender={sender} onShown={preview.onShown} onBack={preview.close} />
          </Suspense>
        )}
        <div
          className={styles.form}
          ref={form}
          hidden={preview.open}
          onPaste={onPaste}
          onFocus={({ target }) => (lastField.current = target)}
          onBlur={onBlur}
          inert={out}
        >
          <FromField
            accounts={accounts ?? []}
            sender={sender}
            onChange={(from) => {
              const next = senderOf(from, accounts ?? [])?.identity;
              session.sendFrom(from, signatureOf(identity), signatureOf(next), next?.signaturePlace);
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
              asked={asked && !slip.overridden}
              aside={
                field === 'to' && content.replyTo === undefined && (identity?.replyTo ?? '') !== ''
                  ? t('compose.replyToSet')
                  : null
              }
            />
          ))}
          <SubjectField session={session} />
          {content.inReplyTo !== undefined && (
            <AnswersField
              id={content.inReplyTo}
              onRemove={() => {
                session.edit({ inReplyTo: undefined });
                document.getElementById('subject')?.focus();
              }}
            />
          )}
          <BodyArea session={session} identity={identity} enabled={!out} />
          <Attachments session={session} compact={aside.narrow} onFolder={folders.choose} />
        </div>
        {!out && <DraftSpelling session={session} form={form} />}
        {submissionId === null ? (
          <>
            {folders.offer}
            <Problems session={session} sender={sender} onShow={showProblem} />
            {slip.overridden && (
              <ByHandStrip
                slip={slip}
                onShow={() => aside.showOption(BY_HAND_SWITCH)}
                onFollow={() =>
                  session.edit({ sending: { ...session.state().content.sending, envelope: null } })
                }
              />
            )}
            {oneEach && <EachStrip session={session} slip={slip} />}
            {outgoing.stopped && (
              <Suspense>
                <Stopped
                  session={session}
                  stop={outgoing.stopped}
                  onShow={aside.showFindings}
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
              narrow={aside.narrow}
              slipShown={aside.column}
              previewing={preview.open}
              onSlip={aside.toggle}
              onSend={sendAt}
            />
          </>
        ) : (
          <Sending session={session} submissionId={submissionId} />
        )}
      </DropZone>
      {aside.column && (
        <aside className={styles.slip} aria-label={t('compose.slip.title')} data-column tabIndex={-1}>
          {slipView}
        </aside>
      )}
      <SideDrawer
        opened={aside.drawer}
        onClose={aside.closeDrawer}
        size={344}
        title={t('compose.slip.title')}
        fills={false}
      >
        {slipView}
      </SideDrawer>
    </div>
  );
}

/** What the whole of it depends on; a letter typed in the text or the subject draws none of it again, nor judges thousands of recipients. */
const frame = (state: DraftState) => {
  const { accountId, identityId, to, cc, bcc, replyTo, inReplyTo, sending } = state.content;
  const { asked, submissionId } = state;
  const out = isOut(state);
  const oneEach = goesOneEach(state.content);
  return {
    accountId,
    identityId,
    to,
    cc,
    bcc,
    replyTo,
    inReplyTo,
    sending,
    asked,
    submissionId,
    out,
    oneEach,
  };
};
