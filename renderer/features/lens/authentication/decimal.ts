/** Points of spam filters, as each language writes decimals. */
import { LOCALES, type Language } from '#core/i18n/languages.ts';

export const formatDecimal = (value: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 3 }).format(value);
