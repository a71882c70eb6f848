/** Points of spam filters, as each language writes decimals. */
import type { Language } from '#core/i18n/languages.ts';

export const formatDecimal = (value: number, language: Language): string =>
  new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 3 }).format(value);
