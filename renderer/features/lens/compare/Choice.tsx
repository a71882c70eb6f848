/** Nothing is chosen yet: what the view is for, a file, and what there is to compare with. */
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowsDiff, IconEqual, IconFileText, IconMailbox, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { call, errorOf } from '../../../api.ts';
import { formatDateTime, formatNumber } from '../../../format.ts';
import { Badge, EmptyState, Icon, InlineMessage, useErrorWords } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { sentMessage, type Header, type LensMessage } from '../message.ts';
import type { OnChoose } from './CompareView.tsx';
import { Entries } from './Entries.tsx';
import { chooseFile, type NotRead, type OpenMbox } from './other-file.ts';
import { useFoundSent, useOffers, type Offer } from './use-offers.ts';
import { useCompareWords } from './words.ts';
import styles from './compare.module.css';

type Trouble = { readonly why: NotRead } | { readonly said: string };
const nothingHeld = () => undefined;

export function Choice({
  message,
  header,
  onChoose,
}: {
  readonly message: LensMessage;
  readonly header: Header;
  readonly onChoose: OnChoose;
}) {
  const t = useCompareWords();
  const say = useErrorWords();
  const offers = useOffers(message, header);
  const [wanted, setWanted] = useState('');
  const [looked] = useDebouncedValue(wanted, 200);
  const found = useFoundSent(looked, message);
  const shown = wanted.trim() === '' ? offers : found;
  const [mbox, setMbox] = useState<{ readonly open: OpenMbox; readonly close: () => void } | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const fromFile = async () => {
    const found = await chooseFile();
    if (found.kind === 'message') onChoose(found.message, found.close);
    else if (found.kind === 'mbox') setMbox({ open: found.mbox, close: found.close });
    else setTrouble(found.kind === 'none' ? null : { why: found.why });
  };
  const take = async (offer: Offer) => {
    if (offer.kind === 'opened') {
      onChoose(offer.message, nothingHeld);
      return;
    }
    if (offer.kind === 'mbox') {
      setMbox({ open: offer.mbox, close: nothingHeld });
      return;
    }
    const { messageId, submissionId } = offer.row;
    onChoose(sentMessage(await call('lens.open', { messageId, submissionId })), nothingHeld);
  };
  const tried = (work: Promise<void>) => {
    work.catch((caught: unknown) => setTrouble({ said: say(errorOf(caught)) }));
  };
  if (mbox !== null)
    return (
      <Entries
        mbox={mbox.open}
        onChoose={(other) => onChoose(other, mbox.close)}
        onBack={() => {
          mbox.close();
          setMbox(null);
        }}
      />
    );
  return (
    <>
      <EmptyState
        icon={IconArrowsDiff}
        title={t('empty.title')}
        action={
          <Button size="xs" onClick={() => tried(fromFile())}>
            {t('empty.file')}
          </Button>
        }
      >
        {t('empty.text')} {offers.length === 0 && t('empty.only')}
      </EmptyState>
      {trouble !== null && (
        <InlineMessage tone="error" live>
          {'why' in trouble ? t(`notRead.${trouble.why}`) : trouble.said}
        </InlineMessage>
      )}
      {offers.length > 0 && (
        <section aria-labelledby="compare-offers">
          <div className={styles.offersHead}>
            <h2 id="compare-offers">{t('offers')}</h2>
            <TextInput
              size="xs"
              type="search"
              aria-label={t('find.label')}
              placeholder={t('find.label')}
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value)}
            />
          </div>
          <ul className={styles.offers} aria-busy={shown === undefined}>
            {shown?.map((offer) => (
              <li key={keyOf(offer)}>
                <OfferButton offer={offer} onTake={() => tried(take(offer))} />
              </li>
            ))}
          </ul>
          <p role="status" className={styles.quiet}>
            {wanted.trim() !== '' && shown?.length === 0 && t('find.none')}
          </p>
        </section>
      )}
    </>
  );
}

const keyOf = (offer: Offer): string =>
  offer.kind === 'sent' ? offer.row.submissionId : offer.kind === 'mbox' ? offer.mbox.key : offer.message.key;

function OfferButton({ offer, onTake }: { readonly offer: Offer; readonly onTake: () => void }) {
  const t = useCompareWords();
  const { language } = useWords();
  const subject =
    offer.kind === 'sent' ? offer.row.subject : offer.kind === 'mbox' ? offer.mbox.name : offer.subject;
  const icon = { sent: IconSend, opened: IconFileText, mbox: IconMailbox }[offer.kind];
  return (
    <button type="button" className={styles.offer} onClick={onTake}>
      <Icon of={icon} size={16} />
      <span className={styles.what}>
        <b>{subject === '' ? t('noSubject') : subject}</b>
        <span className={styles.quiet}>
          {offer.kind === 'sent'
            ? [
                t(offer.row.practice ? 'offer.practice' : 'offer.sent'),
                formatDateTime(offer.row.at, language),
                offer.row.to.join(', '),
              ].join(' · ')
            : offer.kind === 'mbox'
              ? t('offer.mbox', {
                  count: offer.mbox.listing.count,
                  shown: formatNumber(offer.mbox.listing.count, language),
                })
              : [t('offer.opened'), offer.message.name || t('pasted')].join(' · ')}
        </span>
      </span>
      {offer.same && (
        <Badge tone="info" icon={IconEqual}>
          {t('offer.same')}
        </Badge>
      )}
    </button>
  );
}
