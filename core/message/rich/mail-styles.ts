/** The inline styles that rich text gets on its way out (mail.ts), apart so that its size can be told without reading it. */

const MONOSPACE = "font-family:Consolas,'Courier New',monospace";
const CELL = 'border:1px solid #999999;padding:4px 8px;vertical-align:top';

/** By element, what stands before its own style. Outlook (Word) knows these, and max-width by the width attribute. */
export const ADDED: ReadonlyMap<string, string> = new Map([
  ['table', 'border-collapse:collapse'],
  ['th', `${CELL};text-align:left`],
  ['td', CELL],
  ['blockquote', 'margin:0 0 0 8px;border-left:2px solid #999999;padding-left:12px'],
  ['pre', `${MONOSPACE};white-space:pre-wrap;background-color:#f4f4f4;padding:8px`],
  ['code', MONOSPACE],
  ['img', 'max-width:100%;height:auto;border:0'],
]);
/** Editors put a paragraph into each item and cell, whose margins nobody wants there. */
export const IN_CELL = 'margin:0';
export const CELLS: ReadonlySet<string> = new Set(['li', 'td', 'th']);
