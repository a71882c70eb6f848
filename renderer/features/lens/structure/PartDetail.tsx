/** The chosen part: what its header says, its sizes and digest, what is wrong with it, and its text where it is one. */
import { Button } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { charsetDecoder } from '#core/headers/charsets.ts';
import { shownString } from '#core/headers/values/shown-text.ts';
import type { Content } from '#core/mime/contents.ts';
import type { Part } from '#core/mime/structure.ts';
import { errorOf } from '../../../api.ts';
import { formatBytes, formatNumber } from '../../../format.ts';
import { Icon, InlineMessage, toast, useErrorWords } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { Pieces } from '../fields/Pieces.tsx';
import type { LensMessage } from '../message.ts';
import { useCopy } from '../use-copy.ts';
import { nameOf, savePart } from './part-content.ts';
import { PartText } from './PartText.tsx';
import { useStructureWords } from './words.ts';
import styles from './structure.module.css';

/** Types that are text without being called so. */
const TEXT =
  /^(?:text\/.*|message\/.*|application\/(?:json|xml|javascript|x-sh|ics|pgp-signature|pgp-keys|pgp-encrypted|.*\+(?:xml|json)))$/;

export function PartDetail({
  message,
  part,
  content,
  measured,
}: {
  readonly message: LensMessage;
  readonly part: Part;
  readonly content: Content | undefined;
  /** every part that can be has been measured */
  readonly measured: boolean;
}) {
  const t = useStructureWords();
  const { language } = useWords();
  return (
    <section className={styles.detail} aria-label={t('detail')} tabIndex={0}>
      <div className={styles.blockHead}>
        <h2>{part.number === '' ? t('whole') : t('partTitle', { number: part.number })}</h2>
        <Actions message={message} part={part} content={content} />
      </div>
      {part.remarks.map((remark) => (
        <InlineMessage key={remark} tone="warning">
          {t(`remark.${remark}`)}
        </InlineMessage>
      ))}
      {content !== undefined && content.stray > 0 && (
        <InlineMessage tone="warning">
          {t('remark.stray', { count: content.stray, shown: formatNumber(content.stray, language) })}
        </InlineMessage>
      )}
      <Facts part={part} content={content} measured={measured} />
      {part.kind === 'multipart' || part.kind === 'message' ? (
        <p className={styles.block}>{t('container')}</p>
      ) : part.remarks.includes('encoded-container') ? (
        <p className={styles.block}>{t('encodedMessage')}</p>
      ) : TEXT.test(part.mediaType) ? (
        <PartText message={message} part={part} size={content?.size} />
      ) : (
        <p className={styles.block}>{t('noText')}</p>
      )}
    </section>
  );
}

function Actions({
  message,
  part,
  content,
}: {
  readonly message: LensMessage;
  readonly part: Part;
  readonly content: Content | undefined;
}) {
  const t = useStructureWords();
  const copy = useCopy();
  const say = useErrorWords();
  const [saving, setSaving] = useState(false);
  const save = () => {
    setSaving(true);
    savePart(message, part, nameOf(part))
      .then(
        (saved) => saved && toast({ kind: 'ok', title: t('saved') }),
        (error: unknown) => toast({ kind: 'error', title: say(errorOf(error)) }),
      )
      .finally(() => setSaving(false));
  };
  return (
    <div className={styles.actions} role="group" aria-label={t('actions')}>
      {part.kind !== 'multipart' && (
        <Button size="xs" leftSection={<Icon of={IconDownload} size={16} />} disabled={saving} onClick={save}>
          {t(saving ? 'saving' : 'save')}
        </Button>
      )}
      {content && (
        <Button size="xs" leftSection={<Icon of={IconCopy} size={16} />} onClick={() => copy(content.sha256)}>
          {t('copySha')}
        </Button>
      )}
    </div>
  );
}

function Facts({
  part,
  content,
  measured,
}: {
  readonly part: Part;
  readonly content: Content | undefined;
  readonly measured: boolean;
}) {
  const t = useStructureWords();
  const { language } = useWords();
  const bytes = (count: number) =>
    count < 1000
      ? formatBytes(count, language)
      : `${formatBytes(count, language)} (${formatNumber(count, language)})`;
  const waiting = measured ? t('notMeasured') : t('measuring');
  const { body } = part;
  const charset = part.charset ?? (part.mediaType.startsWith('text/') ? t('notTold') : null);
  const isUnknown = part.charset !== null && charsetDecoder(part.charset) === null;
  return (
    <dl className={styles.facts}>
      <Fact name={t('type')} exact>
        {part.typeTold ? part.mediaType : t('typeDefault', { type: part.mediaType })}
      </Fact>
      {charset !== null && (
        <Fact name={t('charset')} exact>
          {isUnknown ? t('charsetUnknown', { charset }) : charset}
        </Fact>
      )}
      <Fact name={t('encoding')} exact>
        {part.encodingTold ?? t('encodingDefault')}
      </Fact>
      {part.disposition !== null && (
        <Fact name={t('disposition')} exact>
          {part.disposition}
        </Fact>
      )}
      {part.fileName !== null && (
        <Fact name={t('fileName')}>
          <Pieces pieces={shownString(part.fileName)} />
        </Fact>
      )}
      {part.contentId !== null && (
        <Fact name={t('contentId')} exact>
          <Pieces pieces={shownString(part.contentId)} />
        </Fact>
      )}
      {part.description !== null && (
        <Fact name={t('description')}>
          <Pieces pieces={shownString(part.description)} />
        </Fact>
      )}
      <Fact name={t('wire')}>{bytes(body.end - body.start)}</Fact>
      {part.kind !== 'multipart' && (
        <Fact name={t('decoded')}>{content === undefined ? waiting : bytes(content.size)}</Fact>
      )}
      <Fact name={t('bytes')}>
        {t('range', { from: formatNumber(body.start, language), to: formatNumber(body.end, language) })}
      </Fact>
      {part.kind !== 'multipart' && (
        <Fact name={t('sha256')} exact>
          {content === undefined ? waiting : content.sha256}
        </Fact>
      )}
    </dl>
  );
}

function Fact({
  name,
  exact = false,
  children,
}: {
  readonly name: string;
  readonly exact?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-exact={exact || undefined}>{children}</dd>
    </div>
  );
}
