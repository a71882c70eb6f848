/** One finding: what, why, what to do; its section; the places where it stands, each of which marks its field in all views. */
import { UnstyledButton } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { Place } from '#core/headers/lint/model.ts';
import type { Told } from '#core/headers/lint/tell.ts';
import { formatNumber } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { ExternalLink } from '../ExternalLink.tsx';
import type { Header } from '../message.ts';
import { useSelection } from '../selection.tsx';
import { severityLook } from './severity.ts';
import { lineOf } from './places.ts';
import styles from './findings.module.css';

const SHOWN = 5;

export function FindingCard({ finding, header }: { readonly finding: Told; readonly header: Header }) {
  const { t } = useWords();
  const { item } = useSelection();
  const { severity, title, why, fix, rule, source, places } = finding;
  const chosen = item !== null && places.some((place) => place.item === item);
  return (
    <li className={styles.card} data-tone={severityLook[severity].tone} data-active={chosen || undefined}>
      <div className={styles.head}>
        <h3>{title}</h3>
        <span className={styles.source}>
          {source && <ExternalLink url={source.url}>{source.label}</ExternalLink>}
          <code title={t('findings.rule')}>{rule}</code>
        </span>
      </div>
      <p>{why}</p>
      <p className={styles.fix}>
        <Icon of={IconArrowRight} size={14} />
        {fix}
      </p>
      {places.length > 0 && (
        <div className={styles.places} role="group" aria-label={t('findings.places')}>
          {places.slice(0, SHOWN).map((place) => (
            <PlaceButton key={`${place.start} ${place.end}`} place={place} header={header} />
          ))}
          {places.length > SHOWN && <span>{t('lens.head.more', { count: places.length - SHOWN })}</span>}
        </div>
      )}
    </li>
  );
}

function PlaceButton({ place, header }: { readonly place: Place; readonly header: Header }) {
  const { t, language } = useWords();
  const { item, select, show } = useSelection();
  const line = lineOf(header, place);
  const owner = place.item === null ? undefined : header.parsed.items[place.item];
  const name = owner?.kind === 'field' ? owner.name : t('lens.source.malformed');
  if (line === null || place.item === null)
    return (
      <span className={styles.body}>
        {t('findings.inBody', { byte: formatNumber(place.start + 1, language) })}
      </span>
    );
  const at = place.item;
  return (
    <span className={styles.place}>
      <UnstyledButton className={styles.field} aria-pressed={item === at} onClick={() => select(at)}>
        {name.length > 60 ? `${name.slice(0, 60)}…` : name}
      </UnstyledButton>
      <UnstyledButton className={styles.line} onClick={() => show('source', at)}>
        {t('findings.line', { line: formatNumber(line + 1, language) })}
      </UnstyledButton>
    </span>
  );
}
