/** Nothing is chosen yet: what the view is for, a file, and what there is to compare with. */
import { Button } from '@mantine/core';
import { IconArrowsDiff, IconEqual, IconFileText, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { call, errorOf } from '../../../api.ts';
import { formatDateTime } from '../../../format.ts';
import { Badge, EmptyState, Icon, InlineMessage, useErrorWords } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { sentMessage, type Header, type LensMessage } from '../message.ts';
import type { OnChoose } from './CompareView.tsx';
import { chooseFile, type NotRead } from './other-file.ts';
import { useOffers, type Offer } from './use-offers.ts';
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
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const fromFile = async () => {
    const found = await chooseFile();
    if (found.kind === 'message') onChoose(found.message, found.close);
    else setTrouble(found.kind === 'none' ? null : { why: found.why });
  };
  const take = async (offer: Offer) => {
    if (offer.kind === 'opened') {
      onChoose(offer.message, nothingHeld);
      return;
    }
    const { messageId, submissionId } = offer.row;
    onChoose(sentMessage(await call('lens.open', { messageId, submissionId })), nothingHeld);
  };
  const tried = (work: Promise<void>) => {
    work.catch((caught: unknown) => setTrouble({ said: say(errorOf(caught)) }));
  };
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
          <h2 id="compare-offers">{t('offers')}</h2>
          <ul className={styles.offers}>
            {offers.map((offer) => (
              <li key={offer.kind === 'sent' ? offer.row.submissionId : offer.message.key}>
                <OfferButton offer={offer} onTake={() => tried(take(offer))} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function OfferButton({ offer, onTake }: { readonly offer: Offer; readonly onTake: () => void }) {
  const t = useCompareWords();
  const { language } = useWords();
  const subject = offer.kind === 'sent' ? offer.row.subject : offer.subject;
  return (
    <button type="button" className={styles.offer} onClick={onTake}>
      <Icon of={offer.kind === 'sent' ? IconSend : IconFileText} size={16} />
      <span className={styles.what}>
        <b>{subject === '' ? t('noSubject') : subject}</b>
        <span className={styles.quiet}>
          {offer.kind === 'sent'
            ? [
                t(offer.row.practice ? 'offer.practice' : 'offer.sent'),
                formatDateTime(offer.row.at, language),
                offer.row.to.join(', '),
              ].join(' · ')
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
