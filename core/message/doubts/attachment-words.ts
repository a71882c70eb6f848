/** The words by which a letter speaks of a file that comes with it, in English and French. Linear in the text. */

/** Accents fold away before; `_` stands for blanks and line ends. */
const PHRASES = [
  // English. “Attached to you” is no file; “attached to this mail” is one.
  String.raw`(?:i|we)(?:['’](?:m|re|ve|ll)|_(?:am|are|have|will))?_(?:just_)?attach(?:ing)?`,
  String.raw`attached(?!_to_(?!this_(?:e-?mail|mail|message|letter)))`,
  'attachments?',
  '(?:please_find|find|is|are|have)_enclosed',
  'enclosed_(?:please|is|are|you|find)',
  // French, without its accents
  String.raw`pieces?[_-](?:ci-)?jointes?`,
  String.raw`(?:en|la|les|une|ma|mes|ta|tes|sa|ses|votre|vos|des|cette|ces|voir)_pj`,
  String.raw`p\.j\.`,
  String.raw`ci[_-](?:joint|inclus|annexe)e?s?`,
  String.raw`(?:fichiers?|documents?|photos?|images?|tableaux?|devis|factures?|contrats?|plans?|programmes?|listes?|cv)_(?:est_|sont_)?joint(?:e?s?)`,
  String.raw`je_(?:vous|te|leur|lui)_joins`,
  'je_joins',
  'nous_(?:vous_)?joignons',
  'en_annexe',
  'en_attache',
].map((phrase) =>
  phrase.replaceAll('_', String.raw`\s+`).replaceAll(String.raw`[\s+-]`, String.raw`(?:\s+|-)`),
);

const SPOKEN = new RegExp(
  String.raw`(?<![\p{L}\p{N}@./_-])(?:${PHRASES.join('|')})(?![\p{L}\p{N}@_-])`,
  'giu',
);
/** “Without attachment”, “sans pièce jointe”: they say that there is none. */
const DENIED = /(?:\b(?:no|without|any|sans|aucune|pas de)\s+(?:an?\s+|the\s+)?)$/i;

/** Letters without their marks, each still one code unit, so that places stay the same. */
const folded = (text: string): string =>
  text.replace(/[\u00C0-\u017F]/g, (letter) => letter.normalize('NFD').charAt(0));

/** The first such words, as they were written; null: none. */
export function speaksOfAttachment(text: string): string | null {
  const plain = folded(text.normalize('NFC'));
  for (const found of plain.matchAll(SPOKEN)) {
    const at = found.index;
    if (!DENIED.test(plain.slice(Math.max(0, at - 24), at)))
      return text
        .normalize('NFC')
        .slice(at, at + found[0].length)
        .replace(/\s+/g, ' ');
  }
  return null;
}
