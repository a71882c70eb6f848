/**
 * Style attributes under another name while the page has a mail's HTML in hand. The page's policy forbids style attributes, and Chromium
 * reports each of them, even in a document that nobody sees: ten thousand reports take seconds. An attribute that is missed here is cleaned
 * all the same.
 */

export const INLINE = 'data-facteur-style';

/** A start tag; the bounds keep it linear where quotes do not close. */
const TAG = /<[a-z](?:[^"'<>]|"[^"]{0,2000}"|'[^']{0,2000}'){0,4000}>/gi;
const NAME = /([\s"'/])style(?=\s{0,20}=)/gi;

export const renamed = (html: string): string =>
  html.replaceAll(TAG, (tag) => tag.replaceAll(NAME, `$1${INLINE}`));

/** In what a browser has written, quotes are escaped in each value: this is an attribute, or a text that says the same. */
export const asWritten = (html: string): string => html.replaceAll(` ${INLINE}="`, ' style="');
