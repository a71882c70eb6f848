/** The part of an EHLO reply that nodemailer is told. */
import type { Extensions } from '#core/smtp/vocabulary.ts';

/** PIPELINING is kept from it: it would send DATA along with the recipients, and each of their replies must be known first. */
const NODEMAILER_NEEDS = ['SIZE', 'SMTPUTF8', 'AUTH'];

export function ehloForNodemailer(extensions: Extensions): string {
  const lines = extensions
    .filter(({ keyword }) => NODEMAILER_NEEDS.includes(keyword))
    .map(({ keyword, parameters }) => `250-${keyword} ${parameters}`.trimEnd());
  return ['250-.', ...lines, '250 HELP'].join('\r\n');
}
