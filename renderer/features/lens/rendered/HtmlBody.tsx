/** A HTML part in the mail view, with what it tells of itself above and where its links lead below. */
import { Button } from '@mantine/core';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Part, Structure } from '#core/mime/structure.ts';
import { call, errorOf, useEvent } from '../../../api.ts';
import { ErrorPane, InlineMessage } from '../../../ui/index.ts';
import type { LensMessage } from '../message.ts';
import { LinkBar } from './LinkBar.tsx';
import type { MailLink } from './links.ts';
import { Notices } from './Notices.tsx';
import { canOpen, openLink } from './open-link.ts';
import { useHtmlMail, type HtmlMail } from './use-mail.ts';
import { useMailFrame } from './use-mail-frame.ts';
import { useRenderedWords } from './words.ts';
import styles from './rendered.module.css';

export function HtmlBody({
  message,
  structure,
  part,
}: {
  readonly message: LensMessage;
  readonly structure: Structure;
  readonly part: Part;
}) {
  const t = useRenderedWords();
  const mail = useHtmlMail(message, structure, part);
  const [tries, setTries] = useState(0);
  if (mail.isError)
    return <ErrorPane title={t('failed')} error={errorOf(mail.error)} onRetry={() => void mail.refetch()} />;
  if (mail.data === undefined) return <div className={styles.desk} aria-busy="true" />;
  const { clean, guessed, whole, picturesLeft } = mail.data;
  return (
    <>
      <Notices
        part={part}
        guessed={guessed}
        whole={whole}
        wholeWords={clean.wholeWords}
        outside={clean.outside}
        leftOut={clean.leftOut}
        picturesLeft={picturesLeft}
      />
      <Frame key={tries} mail={mail.data} onAgain={() => setTries(tries + 1)} />
    </>
  );
}

function Frame({
  mail: { clean, pictures },
  onAgain,
}: {
  readonly mail: HtmlMail;
  readonly onAgain: () => void;
}) {
  const t = useRenderedWords();
  const room = useRef<HTMLDivElement>(null);
  const body = useMemo(() => ({ html: clean.html, pictures: [...pictures] }), [clean, pictures]);
  const { id, picture, failed, setGone } = useMailFrame(room, body);
  const [pointed, setPointed] = useState<MailLink | null>(null);
  const [followed, setFollowed] = useState<MailLink | null>(null);
  useEvent('mailView.news', (news) => {
    if (news.id !== id) return;
    if (news.what === 'gone') {
      setGone();
      return;
    }
    const link = news.link === null ? null : (clean.links[news.link] ?? null);
    if (news.what === 'pointed') setPointed(link);
    else {
      setFollowed(link);
      if (link !== null && canOpen(link)) openLink(link);
    }
  });
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || id === null) return;
    event.preventDefault();
    void call('mailView.focus', { id }).catch(() => undefined);
  };
  if (failed)
    return (
      <div className={styles.gone}>
        <InlineMessage
          tone="error"
          live
          actions={
            <Button size="xs" onClick={onAgain}>
              {t('again')}
            </Button>
          }
        >
          {t('gone')}
        </InlineMessage>
      </div>
    );
  return (
    <>
      <div className={styles.desk}>
        <div
          className={styles.frame}
          role="group"
          tabIndex={0}
          aria-label={t('frame')}
          aria-busy={id === null}
          onKeyDown={enter}
        >
          <div ref={room} className={styles.room}>
            {picture !== null && <img src={picture} alt="" />}
          </div>
        </div>
      </div>
      <LinkBar pointed={pointed} followed={followed} links={clean.links.length} />
    </>
  );
}
