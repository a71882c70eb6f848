/** The lines above and below each page of a PDF, as Chromium takes them: HTML of its own, into which a stranger's subject goes as text. */
import type { PageHeading } from '#core/contract/printing.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const LONGEST = 120;

/** Characters that turn the line around, or end it, say nothing in a heading. */
const asText = (text: string): string => {
  const plain = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const characters = Array.from(plain);
  const short = characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : plain;
  return short.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '');
};

/** Ink and size are told here: nothing of the page's style reaches these lines. */
const line = (left: string, right: string): string =>
  `<div style="width:100%;margin:0 15mm;display:flex;justify-content:space-between;gap:8mm;font:8pt sans-serif;color:#48516a"><span>${left}</span><span style="white-space:nowrap">${right}</span></div>`;

export const headerLine = ({ title, date }: PageHeading): string => line(asText(title), asText(date));

export const footerLine = (): string =>
  line('Facteur', '<span class="pageNumber"></span> / <span class="totalPages"></span>');
