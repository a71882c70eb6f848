/** Slips of the keys in well-known domains, by examples; and what is near one and is none. */
import { expect, it } from 'vitest';
import { slipOf, WELL_KNOWN } from '#core/message/domain-slip.ts';

it.each([
  ['gmial.com', 'gmail.com'],
  ['gmai.com', 'gmail.com'],
  ['gmaill.com', 'gmail.com'],
  ['gnail.com', 'gmail.com'],
  ['GMIAL.com', 'gmail.com'],
  ['gmail.con', 'gmail.com'],
  ['gmail.co', 'gmail.com'],
  ['gmail.cm', 'gmail.com'],
  ['gmail.fr', 'gmail.com'],
  ['gmailcom', 'gmail.com'],
  ['gmial.con', 'gmail.com'],
  ['hotmial.com', 'hotmail.com'],
  ['hotmial.fr', 'hotmail.fr'],
  ['hotmali.fr', 'hotmail.fr'],
  ['outlok.com', 'outlook.com'],
  ['outllok.com', 'outlook.com'],
  ['yaho.fr', 'yahoo.fr'],
  ['yhaoo.com', 'yahoo.com'],
  ['iclod.com', 'icloud.com'],
  ['ornage.fr', 'orange.fr'],
  ['orage.fr', 'orange.fr'],
  ['orange.rf', 'orange.fr'],
  ['wandoo.fr', 'wanadoo.fr'],
  ['wanadoo.ft', 'wanadoo.fr'],
  ['lapsote.net', 'laposte.net'],
  ['laposte.ent', 'laposte.net'],
  ['la-poste.net', 'laposte.net'],
  ['srf.fr', 'sfr.fr'],
  ['sffr.fr', 'sfr.fr'],
  ['sfr.rf', 'sfr.fr'],
  ['freee.fr', 'free.fr'],
  ['fere.fr', 'free.fr'],
  ['protonmial.com', 'protonmail.com'],
])('%s is likely %s', (typed, meant) => {
  expect(slipOf(typed)).toBe(meant);
});

it.each([
  ...[
    'mail.com',
    'email.com',
    'hotmail.co.uk',
    'yahoo.de',
    'yahoo.co.uk',
    'live.nl',
    'laposte.fr',
    'orange.com',
  ],
  ...[
    'fred.fr',
    'tree.fr',
    'str.fr',
    'gmx.ch',
    'me.fr',
    'mac.fr',
    'msnn.org',
    'stagecraft.example',
    'company.com',
  ],
  ...[
    'gmail.example',
    'mygmail.com',
    'sub.gmail.com',
    'xn--gmail-abc.com',
    '',
    'a',
    'localhost',
    '[192.0.2.1]',
  ],
])('%j stands as it is', (domain) => {
  expect(slipOf(domain)).toBeNull();
});

it.each(WELL_KNOWN)('%s itself is none', (domain) => {
  expect(slipOf(domain)).toBeNull();
  expect(slipOf(domain.toUpperCase())).toBeNull();
});
