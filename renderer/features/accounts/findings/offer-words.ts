/** What each keyword of EHLO means, with its parameters read where they say something to the user. */
import type { TFunction } from 'i18next';
import type { Language } from '#core/i18n/languages.ts';
import offers from '#core/i18n/en/offers.json' with { type: 'json' };
import { explainExtension } from '#core/smtp/codes.ts';
import type { Extensions } from '#core/smtp/vocabulary.ts';
import { formatBytes } from '../../../format.ts';

export type Offer = Extensions[number];

export function offerText({ keyword, parameters }: Offer, t: TFunction, language: Language): string {
  if (keyword === 'SIZE') {
    const size = Number(parameters);
    return size > 0 ? t('offers.sizeLimit', { size: formatBytes(size, language) }) : t('offers.noLimit');
  }
  const code = explainExtension({ keyword, parameters });
  const text = code === null ? t('offers.unknown') : t(code);
  const limits = keyword === 'LIMITS' ? limitsIn(parameters, t) : [];
  return limits.length === 0 ? text : `${text} ${limits.join('; ')}`;
}

/** RFC 9422 §3: `RCPTMAX=20 MAILMAX=5` */
function limitsIn(parameters: string, t: TFunction): string[] {
  return parameters.split(/\s+/).flatMap((parameter) => {
    const [name = '', value = ''] = parameter.split('=');
    return isLimit(name) ? [t(`offers.limit.${name}`, { value })] : [];
  });
}

const isLimit = (name: string): name is keyof typeof offers.limit => Object.hasOwn(offers.limit, name);

/** Each mechanism of AUTH's line with its meaning; null: no words for it. */
export function mechanismsIn(
  parameters: string,
  t: TFunction,
): { readonly name: string; readonly text: string | null }[] {
  const names = parameters
    .toUpperCase()
    .split(/[ =]+/)
    .filter((name) => name !== '');
  return names.map((name) => ({ name, text: isMechanism(name) ? t(`offers.mechanism.${name}`) : null }));
}

const isMechanism = (name: string): name is keyof typeof offers.mechanism =>
  Object.hasOwn(offers.mechanism, name);

/** What it would be good to have. */
export const WANTED = ['8BITMIME', 'SMTPUTF8', 'PIPELINING', 'DSN'] as const;

export const lacks = (extensions: Extensions): (typeof WANTED)[number][] =>
  WANTED.filter((keyword) => !extensions.some((one) => one.keyword === keyword));
