/** The foot of the source: whether these bytes are those the server took, where the reader is, the digest. */
import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconEqual, IconEye, IconHelp, IconInfoCircle } from '@tabler/icons-react';
import { formatBytes, formatNumber } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { byteVerdict, type ByteVerdict, type LensMessage } from '../message.ts';
import styles from './source.module.css';

const verdicts = {
  equal: { tone: 'ok', icon: IconEqual, words: 'equal' },
  changed: { tone: 'danger', icon: IconAlertTriangle, words: 'differs' },
  'stream-differs': { tone: 'danger', icon: IconAlertTriangle, words: 'streamDiffers' },
  'not-taken': { tone: 'plain', icon: IconInfoCircle, words: 'notCompared' },
} as const satisfies Record<ByteVerdict, unknown>;
const unread = { tone: 'danger', icon: IconAlertTriangle, words: 'failed' } as const;
const toBeSent = { tone: 'plain', icon: IconEye, words: 'toBeSent' } as const;
/** Of what was opened nobody knows what a server took. */
const readOnly = { tone: 'plain', icon: IconEye, words: 'readOnly' } as const;

export function SourceStatus({
  message,
  failed,
  position,
  lastLine,
  reading,
  onDock,
  dockOpen,
}: {
  readonly message: LensMessage;
  /** bytes that are to be shown could not be read */
  readonly failed: boolean;
  /** null: on the stop that opens the body */
  readonly position: { readonly line: number; readonly byte: number } | null;
  /** the highest line number there is: its place is kept, so that nothing moves while the pointer does */
  readonly lastLine: number;
  /** bytes read of a body whose lines are still being found; null: all are known */
  readonly reading: number | null;
  /** opens the explanation where there is no room for it to stand; null: it stands already */
  readonly onDock: (() => void) | null;
  readonly dockOpen: boolean;
}) {
  const { t, language } = useWords();
  const { size } = message;
  const sha256 = digestOf(message);
  const verdict = failed ? unread : verdictOf(message);
  const positionWords = (line: number, byte: number) =>
    t('lens.source.position', {
      line: formatNumber(line + 1, language),
      byte: formatNumber(byte + 1, language),
      total: formatNumber(size, language),
    });
  return (
    <footer className={styles.status}>
      <span className={styles.verdict} data-tone={verdict.tone}>
        <Icon of={verdict.icon} size={16} />
        {t(`lens.source.${verdict.words}`)}
      </span>
      <span
        className={styles.place}
        style={{ minWidth: `${positionWords(lastLine, size - 1).length * 0.9}ch` }}
      >
        {reading !== null &&
          t('lens.source.indexing', {
            done: formatBytes(reading, language),
            total: formatBytes(size, language),
          })}
        {reading === null && position !== null && positionWords(position.line, position.byte)}
      </span>
      {sha256 !== null && (
        <span className={styles.digest} title={sha256}>
          {t('lens.source.sha', { digest: `${sha256.slice(0, 4)}…${sha256.slice(-4)}` })}
        </span>
      )}
      {onDock && (
        <ActionIcon
          aria-label={t(dockOpen ? 'lens.dock.close' : 'lens.dock.open')}
          aria-expanded={dockOpen}
          onClick={onDock}
        >
          <Icon of={IconHelp} size={18} />
        </ActionIcon>
      )}
    </footer>
  );
}

function digestOf(message: LensMessage): string | null {
  switch (message.kind) {
    case 'sent':
      return message.view.message.sha256;
    case 'composed':
      return message.preview.sha256;
    case 'opened':
      return null;
  }
}

function verdictOf(message: LensMessage) {
  switch (message.kind) {
    case 'sent':
      return verdicts[byteVerdict(message.view)];
    case 'composed':
      return toBeSent;
    case 'opened':
      return readOnly;
  }
}
