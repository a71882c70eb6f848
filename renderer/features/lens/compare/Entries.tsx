/** The messages of an mbox, one of which is to be compared: the first ones, or those whose subject or author has a text. */
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowLeft, IconMail } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fold } from '#core/contacts/fold.ts';
import { formatDateTime, formatNumber } from '../../../format.ts';
import { Icon, InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { examineEntry } from '../../opened/mbox/entry.ts';
import { entryFacts, type EntryFacts, type MboxListing } from '../../opened/mbox/listing.ts';
import type { OpenedMessage } from '../message.ts';
import type { NotRead, OpenMbox } from './other-file.ts';
import { useCompareWords } from './words.ts';
import styles from './compare.module.css';

/** Shown at first; each time more are asked for, four times as many. */
const FIRST = 50;

interface Entry extends EntryFacts {
  readonly index: number;
}

export function Entries({
  mbox,
  onChoose,
  onBack,
}: {
  readonly mbox: OpenMbox;
  readonly onChoose: (other: OpenedMessage) => void;
  readonly onBack: () => void;
}) {
  const t = useCompareWords();
  const { language } = useWords();
  const { listing, name } = mbox;
  const [wanted, setWanted] = useState('');
  const [looked] = useDebouncedValue(wanted, 200);
  const [most, setMost] = useState(FIRST);
  const [trouble, setTrouble] = useState<NotRead | null>(null);
  const found = useQuery({
    queryKey: ['lens.compare.entries', mbox.key, looked, most],
    queryFn: ({ signal }) => findEntries(listing, looked, most, signal),
    placeholderData: keepPreviousData,
  });
  const take = async (index: number) => {
    const entry = await examineEntry(listing, index, mbox);
    if (entry.kind === 'message') onChoose(entry.message);
    else setTrouble(entry.kind === 'refused' ? entry.why : 'unreadable');
  };
  return (
    <section aria-labelledby="compare-entries">
      <div className={styles.offersHead}>
        <h2 id="compare-entries">
          {t('entries', { name, count: listing.count, shown: formatNumber(listing.count, language) })}
        </h2>
        <TextInput
          size="xs"
          type="search"
          aria-label={t('find.entries')}
          placeholder={t('find.entries')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      </div>
      <div className={styles.actions}>
        <Button size="xs" leftSection={<Icon of={IconArrowLeft} size={16} />} onClick={onBack}>
          {t('find.back')}
        </Button>
      </div>
      {(trouble !== null || found.isError) && (
        <InlineMessage tone="error" live>
          {t(`notRead.${trouble ?? 'unreadable'}`)}
        </InlineMessage>
      )}
      <ul className={styles.offers} aria-busy={found.isFetching}>
        {found.data?.entries.map(({ index, subject, from, at }) => (
          <li key={index}>
            <button
              type="button"
              className={styles.offer}
              onClick={() => void take(index).catch(() => setTrouble('unreadable'))}
            >
              <Icon of={IconMail} size={16} />
              <span className={styles.what}>
                <b>{subject === '' ? t('noSubject') : subject}</b>
                <span className={styles.quiet}>
                  {[formatNumber(index + 1, language), from, at === null ? '' : formatDateTime(at, language)]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className={styles.quiet}>
        {found.data?.entries.length === 0 && t('find.none')}
      </p>
      {found.data?.more === true && (
        <Button size="xs" onClick={() => setMost(most * 4)}>
          {t('find.more')}
        </Button>
      )}
    </section>
  );
}

/** The first entries that have the text, as many as are wanted; reads no more of the file than that takes. */
async function findEntries(
  listing: MboxListing,
  text: string,
  most: number,
  signal: AbortSignal,
): Promise<{ readonly entries: readonly Entry[]; readonly more: boolean }> {
  const wanted = fold(text.trim());
  const entries: Entry[] = [];
  for (let index = 0; index < listing.count; index += 1) {
    signal.throwIfAborted();
    const facts = await entryFacts(listing, listing.entry(index));
    if (!fold(`${facts.subject}\n${facts.from}`).includes(wanted)) continue;
    if (entries.length === most) return { entries, more: true };
    entries.push({ index, ...facts });
  }
  return { entries, more: false };
}
