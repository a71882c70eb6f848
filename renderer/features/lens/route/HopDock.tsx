/** The chosen hop's field as its bytes stand in the source, its clauses marked. */
import type { ReactNode } from 'react';
import { fieldFacts } from '#core/headers/fields.ts';
import type { Hop } from '#core/headers/route/route.ts';
import { formatNumber } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import { ExternalLink } from '../ExternalLink.tsx';
import { clipboardText } from '../message.ts';
import { hopName } from './hop-words.ts';
import styles from './route.module.css';

/** Bytes drawn of one field; the source shows the rest. */
const DRAWN = 8000;

export function HopDock({ hop, header }: { readonly hop: Hop; readonly header: Uint8Array }) {
  const { t, language } = useWords();
  const { first, last } = hop.lines;
  const { source } = fieldFacts('Received');
  const lines = { first: formatNumber(first, language), last: formatNumber(last, language) };
  return (
    <section className={styles.dock} aria-label={t('lens.dock.title')} aria-live="polite" tabIndex={0}>
      <header>
        <h2>{t('lens.route.dockTitle', { host: hopName(t, hop) })}</h2>
        <span>{t(first === last ? 'lens.route.line' : 'lens.route.lines', lines)}</span>
        {source && <ExternalLink url={source.url}>{source.label}</ExternalLink>}
      </header>
      <pre>{markedClauses(hop, header)}</pre>
      <p>{t('lens.route.trust')}</p>
    </section>
  );
}

function markedClauses({ field, received }: Hop, header: Uint8Array): ReactNode[] {
  const end = Math.min(field.end, field.colon + 1 + DRAWN);
  const text = (from: number, to: number) => clipboardText(header.subarray(from, to));
  const drawn: ReactNode[] = [];
  let at = field.colon + 1;
  for (const { name, keyword } of received.clauses) {
    if (keyword.end > end) break;
    drawn.push(
      text(at, keyword.start).replace(/^\s+/, at === field.colon + 1 ? '' : '$&'),
      <b key={name}>{text(keyword.start, keyword.end)}</b>,
    );
    at = keyword.end;
  }
  return [...drawn, text(at, end).trimEnd()];
}
