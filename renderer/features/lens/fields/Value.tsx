/** A field's value as it was read: addresses one below the other, a moment in the reader's zone, parameters decoded, text with its marks. */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { HeaderAddress } from '#core/headers/address-list.ts';
import type { MessageIdParts } from '#core/headers/identifiers.ts';
import { addressQualification } from '#core/headers/qualified.ts';
import type { Received } from '#core/headers/route/received.ts';
import type { Parameter } from '#core/headers/values/parameters.ts';
import type { Reading } from '#core/headers/values/reading.ts';
import { shownString } from '#core/headers/values/shown-text.ts';
import type { Tag } from '#core/headers/values/tags.ts';
import { formatBytes, formatNumber } from '../../../format.ts';
import { Badge } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { peerName } from '../route/hop-words.ts';
import { momentHere } from './moment.ts';
import { lengthOf, Pieces } from './Pieces.tsx';
import styles from './fields.module.css';

export interface ValueProps {
  readonly reading: Reading;
  /** lines and characters that are drawn at most */
  readonly lines: number;
  readonly characters: number;
  /** the subject of a message in Sent by its Message-ID; null: not there */
  readonly sentAs: (name: string) => string | null;
}

export function Value({ reading, lines, characters, sentAs }: ValueProps) {
  const { t, language } = useWords();
  return (
    <>
      <Kind reading={reading} lines={lines} characters={characters} sentAs={sentAs} />
      {reading.left > 0 && (
        <div className={styles.quiet}>
          {t('lens.fields.left', { size: formatBytes(reading.left, language) })}
        </div>
      )}
    </>
  );
}

function Kind({ reading, lines, characters, sentAs }: ValueProps) {
  const { t, language } = useWords();
  switch (reading.kind) {
    case 'text': {
      const more = lengthOf(reading.pieces) - characters;
      return (
        <div className={styles.line}>
          <Pieces pieces={reading.pieces} limit={characters} />
          {more > 0 && (
            <span className={styles.quiet}>
              {' '}
              {t('lens.fields.characters', { count: more, shown: formatNumber(more, language) })}
            </span>
          )}
        </div>
      );
    }
    case 'addresses':
      return (
        <Lines
          of={reading.addresses}
          lines={lines}
          draw={(one, at) => <Address key={at} address={one} before={reading.addresses[at - 1]} />}
        />
      );
    case 'date':
      return (
        <>
          <div className={styles.line}>{momentHere(reading.date.at, language)}</div>
          <div className={styles.quiet}>
            {t(reading.date.offset === null ? 'lens.fields.writtenNoZone' : 'lens.fields.written', {
              date: reading.written,
            })}
          </div>
        </>
      );
    case 'ids':
      return (
        <Lines
          of={reading.ids}
          lines={lines}
          draw={(one, at) => <Identifier key={at} id={one} sentAs={sentAs} />}
        />
      );
    case 'parameters':
      return (
        <>
          {reading.value !== '' && <div className={styles.exact}>{reading.value}</div>}
          <Lines
            of={reading.parameters}
            lines={lines}
            draw={(one, at) => <ParameterLine key={at} parameter={one} />}
          />
        </>
      );
    case 'tags':
      return <Lines of={reading.tags} lines={lines} draw={(one, at) => <TagLine key={at} tag={one} />} />;
    case 'received':
      return <Hop received={reading.received} />;
    case 'results':
      return (
        <>
          <div className={styles.exact}>
            <Pieces pieces={shownString(reading.server)} />
          </div>
          <Lines
            of={reading.results}
            lines={lines}
            draw={(result, at) => (
              <div key={at} className={styles.line}>
                <Pieces pieces={shownString(result)} limit={2000} />
              </div>
            )}
          />
        </>
      );
    case 'links':
      return (
        <Lines
          of={reading.links}
          lines={lines}
          draw={(link, at) => (
            <div key={at} className={styles.exact}>
              {link}
            </div>
          )}
        />
      );
  }
}

function Lines<T>({
  of,
  lines,
  draw,
}: {
  readonly of: readonly T[];
  readonly lines: number;
  readonly draw: (one: T, at: number) => ReactNode;
}) {
  const { t, language } = useWords();
  // One more line says no more than the last one itself.
  const shown = of.length <= lines + 1 ? of : of.slice(0, lines);
  const more = of.length - shown.length;
  return (
    <>
      {shown.map(draw)}
      {more > 0 && (
        <div className={styles.quiet}>
          {t('lens.fields.more', { count: more, shown: formatNumber(more, language) })}
        </div>
      )}
    </>
  );
}

function Address({
  address: { name, address, group },
  before,
}: {
  readonly address: HeaderAddress;
  readonly before: HeaderAddress | undefined;
}) {
  const { t } = useWords();
  const mark = addressQualification(address);
  return (
    <div className={styles.line}>
      {group !== null && group !== before?.group && <span className={styles.quiet}>{group}: </span>}
      {name !== '' && (
        <>
          <Pieces pieces={shownString(name)} />{' '}
        </>
      )}
      <span className={styles.code}>
        {name === '' ? '' : '<'}
        <Pieces pieces={shownString(address)} />
        {name === '' ? '' : '>'}
      </span>
      {mark === 'unqualified' && address !== '' && (
        <>
          {' '}
          <Badge tone="warn" icon={IconAlertTriangle}>
            {t('lens.qualified.unqualified')}
          </Badge>
        </>
      )}
    </div>
  );
}

function Identifier({
  id,
  sentAs,
}: {
  readonly id: MessageIdParts;
  readonly sentAs: (name: string) => string | null;
}) {
  const { t } = useWords();
  const subject = sentAs(id.whole);
  return (
    <div className={styles.exact}>
      <Pieces pieces={shownString(id.whole)} />
      {subject !== null && (
        <span className={styles.known}>
          {' '}
          {t('lens.fields.sent', { subject: subject === '' ? t('lens.list.noSubject') : subject })}
        </span>
      )}
    </div>
  );
}

function ParameterLine({ parameter }: { readonly parameter: Parameter }) {
  const { t } = useWords();
  const { name, value, charset, language, form, pieces } = parameter;
  const notes = [
    charset ?? '',
    language ?? '',
    pieces > 1 ? t('lens.fields.pieces', { count: pieces }) : '',
    form === 'unknown-charset' ? t('lens.fields.unknownCharset') : '',
    form === 'encoded-word' ? t('lens.fields.encodedParameter') : '',
  ].filter((note) => note !== '');
  return (
    <div className={styles.line}>
      <span className={styles.key}>{name}</span>{' '}
      <span className={styles.code}>
        <Pieces pieces={shownString(value)} limit={2000} />
      </span>
      {notes.length > 0 && <span className={styles.quiet}> ({notes.join(', ')})</span>}
    </div>
  );
}

function TagLine({ tag: { name, value } }: { readonly tag: Tag }) {
  return (
    <div className={styles.line}>
      <span className={styles.key}>{name}</span>{' '}
      <span className={styles.code} data-fill>
        <Pieces pieces={shownString(value)} limit={2000} />
      </span>
    </div>
  );
}

function Hop({ received }: { readonly received: Received }) {
  const { t, language } = useWords();
  const from = peerName(received.from);
  const by = peerName(received.by);
  const { date, protocol, tls } = received;
  return (
    <>
      <div className={styles.line}>
        {from !== null && (
          <>
            <span className={styles.quiet}>{t('lens.fields.hopFrom')}</span>{' '}
            <span className={styles.code}>{from}</span>{' '}
          </>
        )}
        {by !== null && (
          <>
            <span className={styles.quiet}>{t('lens.fields.hopBy')}</span>{' '}
            <span className={styles.code}>{by}</span>{' '}
          </>
        )}
        {protocol !== null && (
          <span className={styles.quiet}>
            {protocol}
            {tls?.version === undefined || tls.version === null
              ? ''
              : `, ${tls.version.replace(' ', '\u00A0')}`}
          </span>
        )}
      </div>
      {date && <div className={styles.quiet}>{momentHere(date.at, language)}</div>}
    </>
  );
}
