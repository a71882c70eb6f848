/** What the words of import and export are; the page loads them with that view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/transfer.json' with { type: 'json' };

export type TransferWords = Words<typeof en>;
