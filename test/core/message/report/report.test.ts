/** What bounces and receipts of other people's programs say. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReport, type Report } from '#core/message/report/report.ts';

const fixtures = path.join(import.meta.dirname, '../../../fixtures');
const read = (name: string): Report | null =>
  readReport(new Uint8Array(readFileSync(path.join(fixtures, name))));

function delivery(name: string) {
  const report = read(name);
  if (report?.kind !== 'delivery') throw new Error(`${name} is no delivery report`);
  return report;
}

describe('a delivery report', () => {
  it.each([
    ['opened/simple-dsn.eml', 'louisl@larry.slip.umd.edu', 'failed', '4.0.0'],
    ['opened/delayed-dsn.eml', 'thomas@de-montfort.ac.uk', 'delayed', '4.0.0'],
    ['opened/delivery-report-solaris.eml', 'jangel1@cougar.noc.ucla.edu', 'failed', '5.0.0'],
    ['opened/bounce-office365.eml', 'noname@example.com', 'failed', '5.1.10'],
    ['opened/bounce-gmail.eml', 'awfawfawfawfawfaw@someserverhere.com', 'failed', null],
    [
      'opened/bounce-postfix.eml',
      'asdfasdfasdfasdfasdfasdfewrqertrtyrthsfgdfgadfqeadvxzvz@gmail.com',
      'failed',
      '5.1.1',
    ],
  ])('%s tells recipient, action and status', (name, final, action, status) => {
    expect(delivery(name).recipients[0]).toMatchObject({ final, action, status });
  });

  it('tells of each recipient of many', () => {
    expect(delivery('opened/delivery-report-many.eml').recipients.length).toBeGreaterThan(5);
  });

  it('names the message by its Message-ID, wherever the bounce has it', () => {
    expect(delivery('opened/delivery-report-solaris.eml').messageIds[0]).toMatch(/^<.*@.*>$/);
    expect(delivery('opened/bounce-office365.eml').messageIds).toContain(
      '<20171013111011.20866.254C2F3A4D7AA526@ninomail.com>',
    );
    expect(delivery('opened/bounce-gmail.eml').messageIds).toEqual([
      '<CAKsfaBUUGqVZiaMrmH3TRPfq1odQPtM7Ey5YW1SgyJJRHtAjgw@mail.gmail.com>',
    ]);
  });

  it('names the submission by its ENVID, with its xtext undone too', () => {
    expect(delivery('opened/delivery-report-solaris.eml').envids).toEqual([
      '0GK500B4HD0888@cougar.noc.ucla.edu',
    ]);
    const bytes = new TextEncoder().encode(
      'Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n' +
        'Original-Envelope-Id: QQ+3D314\r\nReporting-MTA: dns; mx.example\r\n\r\n' +
        'Final-Recipient: utf-8; zo\\x{EB}@b.example\r\nAction: FAILED (bad)\r\n\r\n--b--\r\n',
    );
    expect(readReport(bytes)).toMatchObject({
      envids: ['QQ+3D314', 'QQ=314'],
      reporter: 'mx.example',
      recipients: [{ final: 'zoë@b.example', action: 'failed' }],
    });
  });

  it('keeps the last server’s own words', () => {
    expect(delivery('opened/bounce-office365.eml').recipients[0]?.diagnostic).toMatch(
      /^550 5\.1\.10 RESOLVER/,
    );
  });
});

describe('a read receipt', () => {
  it('names message, recipient and what was done', () => {
    expect(read('opened/disposition-notification.eml')).toMatchObject({
      kind: 'disposition',
      messageIds: ['<199509192301.23456@example.org>'],
      recipient: { final: 'Joe_Recipient@example.com' },
      disposition: 'displayed',
      manual: true,
    });
  });
});

describe('what is no report', () => {
  it('is none', () => {
    expect(read('opened/arc-pass.eml')).toBeNull();
    expect(read('headers/spam.eml')).toBeNull();
  });

  it('is read without harm, whatever the bytes', () => {
    const piece = fc.constantFrom(
      'Content-Type: multipart/report; boundary="b"\r\n',
      '\r\n',
      '--b\r\n',
      '--b--',
      'Content-Type: message/delivery-status\r\n',
      'Content-Transfer-Encoding: base64\r\n',
      'Final-Recipient: rfc822;',
      'Action: failed\n',
      '====\r',
      '\0é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        readReport(new TextEncoder().encode(pieces.join('')));
      }),
    );
  });

  it('is read to a bound, however many groups and parts it has', () => {
    const head = 'Content-Type: multipart/report; boundary=b\r\n\r\n';
    const status = `${head}--b\r\nContent-Type: message/delivery-status\r\n\r\n`;
    const octets = (text: string) => new TextEncoder().encode(text);
    expect(readReport(octets(head + '--b\r\n'.repeat(180_000)))).toBeNull();
    expect(readReport(octets(`${status}${'\r\n'.repeat(450_000)}`))).toMatchObject({ recipients: [] });
    const many = readReport(octets(`${status}${'Final-Recipient: rfc822;a@b\r\n\r\n'.repeat(30_000)}`));
    expect(many?.kind === 'delivery' && many.recipients.length).toBeLessThan(1100);
  });
});
