/** Spelling: words in capitals, the user's own words, and whose dictionaries they are. Loaded with its words. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import { plainForm } from '#core/spelling/words.ts';
import { useAction, useCall } from '../../api.ts';
import { ErrorPane, Icon } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { useSpellingT } from '../compose/spelling/words.ts';
import { OnOff, type Props } from './Choices.tsx';
import { DictionaryLicences } from './DictionaryLicences.tsx';
import { Section } from './Section.tsx';
import styles from './spelling-choices.module.css';
import settingsStyles from './settings.module.css';

export default function SpellingChoices({ settings, change }: Props) {
  const t = useSpellingT();
  const { spelling } = settings;
  return (
    <Section title={t('title')}>
      <p className={settingsStyles.quiet}>{t('settings.text')}</p>
      <OnOff
        label={t('settings.capitals')}
        checked={spelling.capitals}
        onChange={(capitals) => change({ spelling: { ...spelling, capitals } })}
      />
      <MyWords />
      <DictionaryLicences />
    </Section>
  );
}

function MyWords() {
  const t = useSpellingT();
  const { language } = useWords();
  const words = useCall('spelling.words', null).data ?? [];
  const add = useAction('spelling.add');
  const remove = useAction('spelling.remove');
  const [typed, setTyped] = useState('');
  const word = plainForm(typed.trim());
  const isOne = /^\S{1,100}$/u.test(word);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isOne) add.mutate({ word }, { onSuccess: () => setTyped('') });
  };
  const failed = add.error ?? remove.error;
  const listed = words.toSorted(new Intl.Collator(language).compare);
  return (
    <div className={styles.words} role="group" aria-label={t('settings.words')}>
      <h3>{t('settings.words')}</h3>
      <form className={styles.add} onSubmit={submit}>
        <TextInput
          className={styles.word ?? ''}
          label={t('settings.newWord')}
          value={typed}
          error={word !== '' && !isOne && t('settings.oneWord')}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!isOne} loading={add.isPending}>
          {t('settings.add')}
        </Button>
      </form>
      {failed && <ErrorPane title={t('settings.notKept')} error={failed.error} />}
      {listed.length === 0 ? (
        <p className={settingsStyles.quiet}>{t('settings.none')}</p>
      ) : (
        <ul className={styles.list} aria-label={t('settings.words')}>
          {listed.map((one) => (
            <li key={one}>
              <span>{one}</span>
              <ActionIcon
                size={24}
                aria-label={t('settings.remove', { word: one })}
                onClick={() => remove.mutate({ word: one })}
              >
                <Icon of={IconX} size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
