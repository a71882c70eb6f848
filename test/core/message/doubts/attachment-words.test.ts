/** A letter that speaks of a file, by examples in both languages. */
import { expect, it } from 'vitest';
import { speaksOfAttachment } from '#core/message/doubts/attachment-words.ts';
import { ownWords } from '#core/message/doubts/own-words.ts';

it.each([
  ['Please see the attached report.', 'attached'],
  ['I attach the minutes.', 'I attach'],
  ["I'm attaching both files", "I'm attaching"],
  ['We have attached the plan', 'attached'],
  ['The plan is attached to this e-mail.', 'attached'],
  ['See attachment', 'attachment'],
  ['the two attachments', 'attachments'],
  ['Please find enclosed our offer', 'Please find enclosed'],
  ['ATTACHED: the invoice', 'ATTACHED'],
  ['Please\nfind\nenclosed', 'Please find enclosed'],
  ['Vous trouverez en pièce jointe le devis.', 'pièce jointe'],
  ['les pièces jointes', 'pièces jointes'],
  ['Veuillez trouver ci-joint le contrat', 'ci-joint'],
  ['Veuillez trouver ci-jointes les photos', 'ci-jointes'],
  ['ci joint mon CV', 'ci joint'],
  ['le détail est en PJ', 'en PJ'],
  ['Voir P.J.', 'P.J.'],
  ['Je vous joins le plan', 'Je vous joins'],
  ['Je joins la facture', 'Je joins'],
  ['le fichier joint', 'fichier joint'],
  ['les documents joints', 'documents joints'],
  ['Le tableau est en annexe.', 'en annexe'],
  ['Le devis est en attaché', 'en attaché'],
  ['Nous vous joignons le programme', 'Nous vous joignons'],
  ['pie\u0300ce jointe', 'pièce jointe'],
])('%j speaks of one', (text, words) => {
  expect(speaksOfAttachment(text)).toBe(words);
});

it.each([
  '',
  'I am very attached to this garden.',
  'Sent without attachment, as you asked.',
  'There is no attachment.',
  'Envoyé sans pièce jointe.',
  'Il n’y a pas de pièce jointe.',
  'Le bâtiment annexe est fermé.',
  'Un compte joint à la banque',
  'Je vous rejoins demain',
  'On se joint au groupe',
  'une pièce de théâtre',
  'https://example.org/attachment',
  'attachment@example.org',
  'unattached',
  'Le dispatch de vendredi',
])('%j speaks of none', (text) => {
  expect(speaksOfAttachment(text)).toBeNull();
});

it('looks through a body of 1 MB in a moment', () => {
  const began = performance.now();
  expect(speaksOfAttachment('je joi i attac '.repeat(70_000))).toBeNull();
  expect(performance.now() - began).toBeLessThan(1500);
});

it.each([
  ['Mine\n> see the attached file\n>> attached', 'Mine'],
  ['Mine\n-- \nPlease mind the attachment', 'Mine'],
  ['Mine\n--\nLéa', 'Mine'],
  ['Mine\n-----Original Message-----\nattached', 'Mine'],
  ['Mine\n---------- Forwarded message ---------\nattached', 'Mine'],
  ['Mine\n-----Message d’origine-----\nci-joint', 'Mine'],
  ['Above\r\n> quoted\r\nbelow', 'Above\nbelow'],
  ['a -- b\n--- c', 'a -- b\n--- c'],
])('of %j the writer’s own words are %j', (body, words) => {
  expect(ownWords(body)).toBe(words);
});
