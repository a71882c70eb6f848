/**
 * What is printed of a message: its facts, the findings, every field as it was read, and the header's source. On the screen it is never
 * seen; on paper nothing else is.
 */
import { useEffect, useEffectEvent, useState } from 'react';
import { createPortal } from 'react-dom';
import { told } from '#core/headers/lint/tell.ts';
import { fieldsNamed } from '#core/headers/parse.ts';
import { unfoldedOctets } from '#core/headers/unfold.ts';
import { READ } from '#core/headers/values/reading.ts';
import { shownText } from '#core/headers/values/shown-text.ts';
import { formatBytes, formatDateTime } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import { Pieces } from '../fields/Pieces.tsx';
import { useRuleWords } from '../findings/rule-words.ts';
import { useFindings } from '../findings/use-findings.ts';
import type { ViewProps } from '../views.ts';
import { PrintedEnvelope } from './PrintedEnvelope.tsx';
import { PrintedFields } from './PrintedFields.tsx';
import { PrintedFindings } from './PrintedFindings.tsx';
import { PrintedSource } from './PrintedSource.tsx';
import { usePrintingWords } from './words.ts';
import styles from './print.module.css';

interface PrintDocumentProps extends ViewProps {
  /** it tells whom the header hides */
  readonly withEnvelope: boolean;
  /** everything of it is there */
  readonly onReady: () => void;
}

export default function PrintDocument({ message, header, withEnvelope, onReady }: PrintDocumentProps) {
  const { t, language } = useWords();
  const print = usePrintingWords();
  const found = useFindings(message, header);
  const words = useRuleWords();
  const [now] = useState(() => Date.now());
  const isReady = found !== undefined && words !== undefined;
  const ready = useEffectEvent(onReady);
  useEffect(() => {
    if (isReady) ready();
  }, [isReady]);
  const subject = valueOf('Subject');
  return createPortal(
    // Its colours are the light ones, whatever the window's are.
    <article className={styles.document} data-mantine-color-scheme="light" lang={language}>
      <h1>{subject === null ? t('lens.list.noSubject') : <Pieces pieces={subject} quiet limit={2000} />}</h1>
      <dl className={styles.facts}>
        {FACTS.map((name) => {
          const pieces = valueOf(name);
          return (
            pieces && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <Pieces pieces={pieces} quiet limit={2000} />
                </dd>
              </div>
            )
          );
        })}
        <div>
          <dt>{print('size')}</dt>
          <dd>
            {print('sizeText', {
              size: formatBytes(message.size, language),
              header: formatBytes(message.headerSize, language),
            })}
          </dd>
        </div>
        {message.kind === 'opened' && message.name !== '' && (
          <div>
            <dt>{print('file')}</dt>
            <dd>{message.name}</dd>
          </div>
        )}
      </dl>
      {withEnvelope && message.kind === 'sent' && <PrintedEnvelope view={message.view} />}
      <h2>{t('lens.tab.findings')}</h2>
      {found && words && (
        <PrintedFindings findings={told(found.findings, words)} found={found} header={header} />
      )}
      <h2>{t('lens.tab.fields')}</h2>
      <PrintedFields header={header} />
      <h2>{t('lens.tab.source')}</h2>
      <PrintedSource header={header} />
      <p className={styles.made}>
        {print('body')} {print('made', { when: formatDateTime(now, language) })}
      </p>
    </article>,
    document.body,
  );

  function valueOf(name: string) {
    const field = fieldsNamed(header.parsed, name)[0];
    return field ? shownText(unfoldedOctets(header.bytes, field, READ)) : null;
  }
}

const FACTS = ['From', 'To', 'Cc', 'Date', 'Message-ID'];
