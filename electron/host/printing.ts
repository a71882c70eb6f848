/** A window's page on paper, or as a PDF: as its print style has it. Loaded by the first print. */
import { app } from 'electron';
import type { PageHeading, PrintOutcome } from '#core/contract/printing.ts';
import { AppFailure } from '#core/contract/errors.ts';
import { footerLine, headerLine } from '../printing/page-heading.ts';
import { windowOf } from './dialogs.ts';

/** Where paper is not A4. */
const LETTER = new Set(['US', 'CA', 'MX', 'CL', 'CO', 'CR', 'DO', 'GT', 'PA', 'PH', 'PR', 'SV', 'VE']);
const paper = (): 'A4' | 'Letter' => (LETTER.has(app.getLocaleCountryCode()) ? 'Letter' : 'A4');

/** inches; room for the lines above and below */
const MARGINS = { top: 0.8, bottom: 0.7, left: 0.6, right: 0.6 };

const contentsOf = (windowId: number): Electron.WebContents => {
  const window = windowOf(windowId);
  if (window === undefined) throw new AppFailure({ code: 'not-found' });
  return window.webContents;
};

export const pdfOf = (windowId: number, heading: PageHeading): Promise<Uint8Array> =>
  contentsOf(windowId).printToPDF({
    pageSize: paper(),
    margins: MARGINS,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: headerLine(heading),
    footerTemplate: footerLine(),
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });

/** By the system's own dialog. */
export function printWindow(windowId: number, { title, date }: PageHeading): Promise<PrintOutcome> {
  const contents = contentsOf(windowId);
  return new Promise((resolve) => {
    contents.print(
      { silent: false, printBackground: true, pageSize: paper(), header: title, footer: date },
      (isPrinted, reason) => resolve(isPrinted ? 'printed' : /cancel/i.test(reason) ? 'cancelled' : 'failed'),
    );
  });
}
