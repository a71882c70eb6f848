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

/** The margins of a page have the window's own ground, which is not white. */
async function onWhite<T>(
  windowId: number,
  print: (contents: Electron.WebContents) => Promise<T>,
): Promise<T> {
  const window = windowOf(windowId);
  if (window === undefined) throw new AppFailure({ code: 'not-found' });
  const ground = window.getBackgroundColor();
  window.setBackgroundColor('#FFFFFF');
  try {
    return await print(window.webContents);
  } finally {
    if (!window.isDestroyed()) window.setBackgroundColor(ground);
  }
}

export const pdfOf = (windowId: number, heading: PageHeading): Promise<Uint8Array> =>
  onWhite(windowId, (contents) =>
    contents.printToPDF({
      pageSize: paper(),
      margins: MARGINS,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: headerLine(heading),
      footerTemplate: footerLine(),
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    }),
  );

/** By the system's own dialog. */
export const printWindow = (windowId: number, { title, date }: PageHeading): Promise<PrintOutcome> =>
  onWhite(
    windowId,
    (contents) =>
      new Promise((resolve) => {
        contents.print(
          { silent: false, printBackground: true, pageSize: paper(), header: title, footer: date },
          (isPrinted, reason) =>
            resolve(isPrinted ? 'printed' : /cancel/i.test(reason) ? 'cancelled' : 'failed'),
        );
      }),
  );
