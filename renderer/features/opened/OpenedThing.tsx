/** At the right: the lens on what is chosen, or why it cannot be shown and what can be done. */
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconMailOpened, IconMailSearch, IconMailbox } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type CallFailed } from '../../api.ts';
import { formatBytes } from '../../format.ts';
import { EmptyState } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { LensOn, Waiting } from '../lens/Lens.tsx';
import lens from '../lens/lens.module.css';
import { MAX_HEADER, MAX_MESSAGE, type Examined } from './examine.ts';
import { examineEntry } from './mbox/entry.ts';
import type { MboxListing } from './mbox/listing.ts';
import { close, failureOf, lookAnyway, type Failure, type OpenedItem } from './store.ts';
import { useListingVersion } from './mbox/use-listing.ts';
import { useOpenedWords } from './words.ts';

export function OpenedThing({
  item,
  entry,
}: {
  readonly item: OpenedItem | null;
  readonly entry: number | null;
}) {
  const t = useOpenedWords();
  if (item === null) return <EmptyState icon={IconMailSearch} title={t('none')} />;
  const { state } = item;
  switch (state.kind) {
    case 'reading':
      return <Waiting />;
    case 'failed':
      return (
        <Failed
          name={item.name}
          why={state.why}
          onAnyway={() => void lookAnyway(item)}
          onClose={() => close(item.key)}
        />
      );
    case 'message':
      return <LensOn key={state.message.key} message={state.message} />;
    case 'mbox':
      return entry === null ? (
        <EmptyState icon={IconMailbox} title={t('pickEntry')} />
      ) : (
        <Entry key={entry} item={item} listing={state.listing} index={entry} />
      );
  }
}

function Entry({
  item: { key, name },
  listing,
  index,
}: {
  readonly item: OpenedItem;
  readonly listing: MboxListing;
  readonly index: number;
}) {
  useListingVersion(listing);
  const { end } = listing.entry(index);
  const found = useQuery<Examined, CallFailed>({
    // Of the last entry that is known so far the end may still move.
    queryKey: ['opened.entry', key, index, end],
    queryFn: () => examineEntry(listing, index, { key, name }),
    gcTime: 60_000,
  });
  if (found.isError) return <Failed name={name} why={failureOf(found.error)} />;
  if (found.data === undefined) return <Waiting />;
  if (found.data.kind === 'message')
    return <LensOn key={found.data.message.key} message={found.data.message} />;
  return <Failed name={name} why={found.data.kind === 'refused' ? found.data.why : 'unexpected'} />;
}

function Failed({
  name,
  why,
  onAnyway,
  onClose,
}: {
  /** of the file; empty for what was pasted */
  readonly name: string;
  readonly why: Failure;
  readonly onAnyway?: () => void;
  readonly onClose?: () => void;
}) {
  const t = useOpenedWords();
  const { language } = useWords();
  const size = formatBytes(why === 'message-too-large' ? MAX_MESSAGE : MAX_HEADER, language);
  return (
    <div role="alert">
      <header className={lens.head}>
        <h1>{name === '' ? t('pasted') : name}</h1>
      </header>
      <EmptyState
        icon={why === 'empty' ? IconMailOpened : IconAlertTriangle}
        title={t(`failed.${why}.title`)}
        action={
          <>
            {why === 'not-message' && onAnyway && (
              <Button size="xs" onClick={onAnyway}>
                {t('failed.not-message.anyway')}
              </Button>
            )}{' '}
            {onClose && (
              <Button size="xs" variant="subtle" onClick={onClose}>
                {t('close')}
              </Button>
            )}
          </>
        }
      >
        {t(`failed.${why}.text`, { size })}
      </EmptyState>
    </div>
  );
}
