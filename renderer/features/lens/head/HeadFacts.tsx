/** Subject, sender and recipients above the views: a few lines of them, however much a header has, and the rest when it is asked for. */
import { UnstyledButton } from '@mantine/core';
import { Fragment, useId, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { addressList, type HeaderAddress } from '#core/headers/address-list.ts';
import { fieldsNamed } from '#core/headers/parse.ts';
import { unfolded, unfoldedOctets } from '#core/headers/unfold.ts';
import { READ } from '#core/headers/values/reading.ts';
import { shownString, shownText } from '#core/headers/values/shown-text.ts';
import { formatNumber } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import { Pieces } from '../fields/Pieces.tsx';
import type { Header } from '../message.ts';
import styles from './head.module.css';

/** Recipients of a field that are named at first, and when all are asked for: the view Fields has more. */
const FEW = 4;
const MANY = 500;
/** Characters of a subject and of a name; the source has all. */
const SUBJECT = 2000;
const NAME = 500;

export function HeadFacts({
  header,
  noSubject,
  bcc = 0,
}: {
  readonly header: Header;
  readonly noSubject: string;
  /** recipients whom no field names */
  readonly bcc?: number;
}) {
  const { t, language } = useWords();
  const { subject, from, to, cc } = useMemo(() => factsOf(header), [header]);
  const [open, setOpen] = useState(false);
  const facts = useRef<HTMLDivElement>(null);
  const id = useId();
  const isCut = useCut(facts, open);
  const hasMore = isCut || open || to.length > FEW || cc.length > FEW;
  const senders = open ? from.slice(0, MANY) : from.slice(0, 1);
  const parts = [
    to.length > 0 && <Recipients key="to" field="to" all={to} open={open} />,
    cc.length > 0 && <Recipients key="cc" field="cc" all={cc} open={open} />,
    bcc > 0 && <b key="bcc">{t('lens.head.bcc', { count: bcc, shown: formatNumber(bcc, language) })}</b>,
  ].filter((part) => part !== false);
  return (
    <div className={styles.head}>
      <div
        ref={facts}
        id={id}
        className={styles.facts}
        data-open={open || undefined}
        {...(open && { tabIndex: 0, role: 'group', 'aria-label': t('lens.head.facts') })}
      >
        <h1>{subject.length === 0 ? noSubject : <Pieces pieces={subject} limit={SUBJECT} quiet />}</h1>
        <div className={styles.people} data-cut>
          {senders.map((sender, index) => (
            <div key={index}>
              <Named {...sender} />
            </div>
          ))}
          {parts.length > 0 && (
            <div>
              {parts.map((part, index) => (
                <Fragment key={index}>
                  {index > 0 && ' · '}
                  {part}
                </Fragment>
              ))}
            </div>
          )}
        </div>
      </div>
      {hasMore && (
        <UnstyledButton
          className={styles.more}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'lens.head.showLess' : 'lens.head.showAll')}
        </UnstyledButton>
      )}
    </div>
  );
}

function factsOf(header: Header) {
  const subjectField = fieldsNamed(header.parsed, 'Subject')[0];
  return {
    subject: subjectField ? shownText(unfoldedOctets(header.bytes, subjectField, READ)) : [],
    from: addressesIn(header, 'From'),
    to: addressesIn(header, 'To'),
    cc: addressesIn(header, 'Cc'),
  };
}

const addressesIn = ({ bytes, parsed }: Header, name: string): HeaderAddress[] =>
  fieldsNamed(parsed, name).flatMap((field) => addressList(unfolded(bytes, field)));

function Recipients({
  field,
  all,
  open,
}: {
  readonly field: 'to' | 'cc';
  readonly all: readonly HeaderAddress[];
  readonly open: boolean;
}) {
  const { t } = useWords();
  const shown = all.slice(0, open ? MANY : FEW);
  const more = all.length - shown.length;
  // The words stand around the names, which are elements.
  const [before, after = ''] = t(`lens.head.${field}`, { names: '\0' }).split('\0');
  return (
    <>
      {before}
      {shown.map((one, index) => (
        <Fragment key={index}>
          {index > 0 && ', '}
          {open ? <Named {...one} /> : <Text text={one.name === '' ? one.address : one.name} />}
        </Fragment>
      ))}
      {more > 0 && ` ${t('lens.head.more', { count: more })}`}
      {after}
    </>
  );
}

function Named({ name, address }: HeaderAddress) {
  if (name === '')
    return (
      <b>
        <Text text={address} />
      </b>
    );
  return (
    <>
      <b>
        <Text text={name} />
      </b>{' '}
      &lt;
      <Text text={address} />
      &gt;
    </>
  );
}

/** Whichever way it is written (UAX #9), it does not turn its neighbours around. */
function Text({ text }: { readonly text: string }) {
  return (
    <bdi>
      <Pieces pieces={shownString(text.slice(0, NAME))} quiet />
    </bdi>
  );
}

/** Whether subject or people have more lines than are shown. What was cut before it was opened stays so. */
function useCut(facts: RefObject<HTMLDivElement | null>, open: boolean): boolean {
  const [isCut, setIsCut] = useState(false);
  useLayoutEffect(() => {
    const box = facts.current;
    if (box === null || open) return undefined;
    const measure = () =>
      setIsCut(
        [...box.querySelectorAll('h1, [data-cut]')].some(
          ({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1,
        ),
      );
    const sizes = new ResizeObserver(measure);
    sizes.observe(box);
    return () => sizes.disconnect();
  }, [facts, open]);
  return isCut;
}
