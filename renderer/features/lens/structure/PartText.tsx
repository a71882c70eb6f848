/** A text part as text: its beginning, and more on request. HTML is shown as its source, with what it names outside. */
import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { partText, wholeLines } from '#core/mime/text.ts';
import type { Part } from '#core/mime/structure.ts';
import { errorOf } from '../../../api.ts';
import { formatBytes } from '../../../format.ts';
import { ErrorPane, Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { LensMessage } from '../message.ts';
import { useCopy } from '../use-copy.ts';
import { useBeginning, type Beginning } from './part-content.ts';
import { References } from './References.tsx';
import { useStructureWords } from './words.ts';
import styles from './structure.module.css';

/** bytes shown at first, and at most */
const FIRST = 32_000;
const MOST = 2_000_000;
/** bytes of a HTML text that are looked at for what it names */
const LOOKED_AT = 2_000_000;

export function PartText({
  message,
  part,
  size,
}: {
  readonly message: LensMessage;
  readonly part: Part;
  /** bytes, decoded; undefined while they are measured */
  readonly size: number | undefined;
}) {
  const t = useStructureWords();
  const [limit, setLimit] = useState(FIRST);
  const beginning = useBeginning(message, part, limit);
  if (beginning.isError)
    return (
      <ErrorPane
        title={t('textFailed')}
        error={errorOf(beginning.error)}
        onRetry={() => void beginning.refetch()}
      />
    );
  if (beginning.data === undefined) return <div className={styles.block} aria-busy="true" />;
  const isHtml = part.mediaType === 'text/html';
  return (
    <>
      {isHtml && <Outside message={message} part={part} />}
      <Text
        beginning={beginning.data}
        part={part}
        title={t(isHtml ? 'source' : 'text')}
        size={size}
        mayShowMore={limit < MOST}
        onMore={() => setLimit(Math.min(limit * 4, MOST))}
      />
    </>
  );
}

function Outside({ message, part }: { readonly message: LensMessage; readonly part: Part }) {
  const { data } = useBeginning(message, part, LOOKED_AT);
  const html = useMemo(
    () =>
      data === undefined
        ? undefined
        : partText(data.octets, part.charset)
            .pieces.map(({ text }) => text)
            .join(''),
    [data, part.charset],
  );
  return html === undefined ? null : (
    <References html={html} length={data?.octets.length ?? 0} whole={data?.whole ?? false} />
  );
}

function Text({
  beginning: { octets, whole },
  part,
  title,
  size,
  mayShowMore,
  onMore,
}: {
  readonly beginning: Beginning;
  readonly part: Part;
  readonly title: string;
  readonly size: number | undefined;
  readonly mayShowMore: boolean;
  readonly onMore: () => void;
}) {
  const t = useStructureWords();
  const { language } = useWords();
  const copy = useCopy();
  const length = whole ? octets.length : wholeLines(octets);
  const { pieces } = useMemo(
    () => partText(octets.subarray(0, length), part.charset),
    [octets, length, part.charset],
  );
  if (octets.length === 0) return <p className={styles.block}>{t('textEmpty')}</p>;
  const shown = formatBytes(length, language);
  return (
    <section className={styles.block}>
      <div className={styles.blockHead}>
        <h3>{title}</h3>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<Icon of={IconCopy} size={16} />}
          onClick={() => copy(pieces.map(({ text }) => text).join(''))}
        >
          {t('copyText')}
        </Button>
      </div>
      <pre className={styles.text}>
        {pieces.map(({ kind, text }, index) =>
          kind === 'text' ? (
            text
          ) : kind === 'octets' ? (
            <span key={index} className={styles.octets}>
              {text}
            </span>
          ) : (
            <i key={index} className={styles.cap}>
              {text}
            </i>
          ),
        )}
      </pre>
      {!whole && (
        <div className={styles.more}>
          <span>
            {size === undefined
              ? t('shownOnly', { shown })
              : t('shown', { shown, size: formatBytes(size, language) })}
          </span>
          {mayShowMore ? (
            <Button size="xs" onClick={onMore}>
              {t('more')}
            </Button>
          ) : (
            <span>{t('tooMuch')}</span>
          )}
        </div>
      )}
    </section>
  );
}
