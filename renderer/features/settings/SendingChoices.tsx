/** How long Undo is offered, what becomes of a time that was missed, and how long a message is tried. */
import { NativeSelect, Switch } from '@mantine/core';
import { useId } from 'react';
import { useWords } from '../../words.ts';
import type { Props } from './Choices.tsx';
import { formatSpan } from '../../format.ts';
import { OneOf } from './OneOf.tsx';
import { Section } from './Section.tsx';
import styles from './settings.module.css';

const undoOffered = [0, 5, 10, 20, 30, 60];
const giveUpOffered = [24, 48, 120, 168, 0];
const missed = ['send', 'ask'] as const;

export function SendingChoices({ settings, change }: Props) {
  const { t, language } = useWords();
  const hours = (count: number) => {
    if (count === 0) return t('settings.never');
    return count % 24 === 0 ? t('settings.days', { count: count / 24 }) : t('settings.hours', { count });
  };
  return (
    <Section title={t('settings.sending')}>
      <Amount
        label={t('settings.undo')}
        description={t('settings.undoText')}
        value={settings.undoSeconds}
        offered={undoOffered}
        words={(seconds) => (seconds === 0 ? t('settings.undoOff') : formatSpan(seconds * 1000, language))}
        onChange={(undoSeconds) => change({ undoSeconds })}
      />
      <OneOf
        label={t('settings.missed')}
        description={t('settings.missedText')}
        value={settings.missedSchedule}
        options={missed.map((value) => ({ value, label: t(`settings.missedChoices.${value}`) }))}
        onChange={(missedSchedule) => change({ missedSchedule })}
      />
      <Amount
        label={t('settings.giveUp')}
        description={t('settings.giveUpText')}
        value={settings.giveUpAfterHours}
        offered={giveUpOffered}
        words={hours}
        onChange={(giveUpAfterHours) => change({ giveUpAfterHours })}
      />
      <Switch
        className={styles.switch ?? ''}
        labelPosition="left"
        label={t('settings.learnContacts')}
        description={t('settings.learnContactsText')}
        checked={settings.learnContacts}
        onChange={(event) => change({ learnContacts: event.currentTarget.checked })}
      />
    </Section>
  );
}

/** One that was set in another way is offered too. */
function Amount({
  label,
  description,
  value,
  offered,
  words,
  onChange,
}: {
  readonly label: string;
  readonly description: string;
  readonly value: number;
  readonly offered: readonly number[];
  readonly words: (value: number) => string;
  readonly onChange: (value: number) => void;
}) {
  const id = useId();
  const values = offered.includes(value) ? offered : [value, ...offered];
  return (
    <div className={styles.choice}>
      <span className={styles.said}>
        <label htmlFor={id}>{label}</label>
        <span className={styles.quiet} id={`${id}-text`}>
          {description}
        </span>
      </span>
      <NativeSelect
        id={id}
        aria-describedby={`${id}-text`}
        data={values.map((one) => ({ value: String(one), label: words(one) }))}
        value={String(value)}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
    </div>
  );
}
