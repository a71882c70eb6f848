/** A moment of the header in the reader's own zone, to the second, the zone named. */
import { LOCALES, type Language } from '#core/i18n/languages.ts';

const formats = new Map<Language, Intl.DateTimeFormat>();

/** `Mon, 23 Nov 2026, 09:14:02 GMT+1` */
export function momentHere(at: number, language: Language): string {
  let format = formats.get(language);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(LOCALES[language], {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    });
    formats.set(language, format);
  }
  return format.format(at);
}
