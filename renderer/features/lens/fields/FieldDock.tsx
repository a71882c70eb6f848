/** Explains the chosen field under the list: what it is for, who added it and why that is thought, and where it leads. */
import { Button } from '@mantine/core';
import { IconCode, IconCopy, IconMailOpened, IconRoute } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Told } from '#core/headers/lint/tell.ts';
import type { HeaderField } from '#core/headers/parse.ts';
import { unfolded } from '#core/headers/unfold.ts';
import { Icon, Kbd } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { Explanation, SourceLink } from '../explain/Explanation.tsx';
import { useSelection } from '../selection.tsx';
import dock from '../source/source.module.css';
import { FindingLines, FindingsLink } from '../findings/FindingMark.tsx';
import { useCopy } from '../use-copy.ts';
import { AddedWords, AdderMark } from './AdderMark.tsx';
import type { FieldList } from './field-list.ts';
import type { SentTarget } from './use-sent-mail.ts';
import { noNotes, valueNotes } from './value-notes.ts';
import styles from './fields.module.css';

/** Copies the chosen field's value, with the keyboard in the list. */
export const COPY_KEY = 'c';

export function FieldDock({
  list,
  place,
  bytes,
  targets,
  findings,
  onSent,
}: {
  readonly list: FieldList;
  readonly place: number;
  readonly bytes: Uint8Array;
  readonly targets: readonly SentTarget[];
  readonly findings: readonly Told[];
  readonly onSent: (name: string) => void;
}) {
  const { t } = useWords();
  const item = list.items[place];
  const added = list.added[place];
  return (
    <section className={dock.dock} aria-label={t('lens.dock.title')} aria-live="polite">
      <FindingLines findings={findings} />
      {item !== undefined && item.kind === 'malformed' && (
        <>
          <div className={dock.dockHead}>
            <h2>{t('lens.source.malformed')}</h2>
          </div>
          <p>{t(`lens.source.reason.${item.reason}`)}</p>
          <Actions place={place} route={false} targets={[]} onSent={onSent} />
        </>
      )}
      {item?.kind === 'field' && (
        <>
          <div className={dock.dockHead}>
            <h2 className={styles.dockName}>{item.name}</h2>
            <FindingsLink findings={findings} place={place} />
            {added && <AdderMark by={added.by} />}
            <span className={dock.dockLinks}>
              <SourceLink name={item.name} />
              <Kbd>?</Kbd>
            </span>
          </div>
          <Explanation name={item.name} />
          <p className={styles.quiet}>
            {added && <AddedWords added={added} items={list.items} bytes={bytes} />}
          </p>
          <Notes list={list} place={place} />
          <Actions
            place={place}
            route={list.reading(place)?.kind === 'received' && item.name.toLowerCase() === 'received'}
            targets={targets}
            onSent={onSent}
          >
            <CopyValue field={item} bytes={bytes} />
          </Actions>
        </>
      )}
    </section>
  );
}

function Notes({ list, place }: { readonly list: FieldList; readonly place: number }) {
  const { t } = useWords();
  const reading = list.reading(place);
  const { decodedFrom, unknown, stray } = reading ? valueNotes(reading) : noNotes;
  const notes = [
    decodedFrom.length > 0 ? t('lens.fields.decoded', { charsets: decodedFrom.join(', ') }) : '',
    unknown.length > 0 ? t('lens.fields.unknownWord', { charsets: unknown.join(', ') }) : '',
    stray ? t('lens.fields.stray') : '',
  ].filter((note) => note !== '');
  return notes.length === 0 ? null : <p className={styles.quiet}>{notes.join(' ')}</p>;
}

function CopyValue({ field, bytes }: { readonly field: HeaderField; readonly bytes: Uint8Array }) {
  const { t } = useWords();
  const copy = useCopy();
  return (
    <Button
      size="xs"
      leftSection={<Icon of={IconCopy} size={16} />}
      rightSection={<Kbd quiet>{COPY_KEY.toUpperCase()}</Kbd>}
      aria-keyshortcuts={COPY_KEY}
      onClick={() => copy(unfolded(bytes, field))}
    >
      {t('lens.dock.copyValue')}
    </Button>
  );
}

function Actions({
  place,
  route,
  targets,
  onSent,
  children,
}: {
  readonly place: number;
  readonly route: boolean;
  readonly targets: readonly SentTarget[];
  readonly onSent: (name: string) => void;
  readonly children?: ReactNode;
}) {
  const { t } = useWords();
  const { show } = useSelection();
  return (
    <div className={styles.actions}>
      {route && (
        <Button
          size="xs"
          leftSection={<Icon of={IconRoute} size={16} />}
          onClick={() => show('route', place)}
        >
          {t('lens.fields.showRoute')}
        </Button>
      )}
      {targets.map(({ name, subject }) => (
        <Button
          key={name}
          size="xs"
          leftSection={<Icon of={IconMailOpened} size={16} />}
          onClick={() => onSent(name)}
        >
          {t('lens.fields.openSent', { subject: subject === '' ? t('lens.list.noSubject') : subject })}
        </Button>
      ))}
      <Button size="xs" leftSection={<Icon of={IconCode} size={16} />} onClick={() => show('source', place)}>
        {t('lens.fields.showSource')}
      </Button>
      {children}
    </div>
  );
}
