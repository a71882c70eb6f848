/** What the envelope of a received message probably was. */
import { describe, expect, it } from 'vitest';
import { inferEnvelope } from '#core/headers/inferred-envelope.ts';
import { parseHeader } from '#core/headers/parse.ts';

function inferred(lines: readonly string[], fromLine: string | null = null) {
  const bytes = new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n`);
  return inferEnvelope(parseHeader(bytes), bytes, fromLine);
}

const codes = (lines: readonly string[]) => inferred(lines).remarks.map(({ code }) => code);

describe('the envelope of a received message', () => {
  it('has the return path that the last server wrote down, with where it stands', () => {
    const { senders } = inferred(['Return-Path: <rebonds@lumen.example>', 'From: camille@lumen.example']);
    expect(senders).toEqual([
      {
        address: 'rebonds@lumen.example',
        qualification: 'qualified',
        evidence: [{ field: 'Return-Path', line: 1 }],
        relation: 'differs',
      },
    ]);
  });

  it('tells one address once, with all fields that name it', () => {
    const { recipients } = inferred([
      'Delivered-To: Jonas@brueckner.example',
      'Received: from a.example by b.example for <jonas@brueckner.example>; Mon, 23 Nov 2026 09:15:28 +0100',
      'To: Jonas <jonas@brueckner.example>',
    ]);
    expect(recipients).toHaveLength(1);
    expect(recipients[0]?.evidence).toEqual([
      { field: 'Delivered-To', line: 1 },
      { field: 'Received', line: 2 },
    ]);
    expect(recipients[0]?.relation).toBe('differs');
  });

  it('has a recipient that no field names', () => {
    const { recipients, headerOnly } = inferred([
      'Delivered-To: archives@lumen.example',
      'To: jonas@brueckner.example',
    ]);
    expect(recipients[0]?.relation).toBe('absent');
    expect(headerOnly.map(({ address }) => address)).toEqual(['jonas@brueckner.example']);
  });

  it('knows the null sender of a bounce', () => {
    expect(inferred(['Return-Path: <>', 'From: MAILER-DAEMON@b.example']).senders[0]?.address).toBe('');
    expect(codes(['Return-Path: <>', 'From: MAILER-DAEMON@b.example'])).toContain('null-sender');
  });

  it('takes the sender of SPF’s own field and of an mbox line too', () => {
    const { senders } = inferred(
      [
        'Received-SPF: pass (b.example) client-ip=192.0.2.1; envelope-from="a@list.example"; helo=x',
        'From: c@d.example',
      ],
      'a@list.example',
    );
    expect(senders[0]?.evidence.map(({ field }) => field)).toEqual(['Received-SPF', 'From_']);
  });

  it('says why a return path differs', () => {
    const from = 'From: camille@lumen.example';
    expect(codes(['Return-Path: <camille@lumen.example>', from])).toContain('return-path-same');
    expect(codes(['Return-Path: <bounces@lumen.example>', from])).toContain('return-path-aligned');
    expect(codes(['Return-Path: <b@mailer.example>', from])).toContain('return-path-foreign');
    expect(codes(['Return-Path: <b@mailer.example>', 'List-Id: <l.mailer.example>', from])).toContain(
      'return-path-list',
    );
    expect(codes([from])).toContain('no-return-path');
    expect(
      codes(['Return-Path: <f@forward.example>', 'Return-Path: <camille@lumen.example>', from]),
    ).toContain('return-path-forwarded');
  });

  it('is found in a header of 20,000 fields at once', () => {
    const many = Array.from({ length: 20_000 }, (_, at) =>
      at % 2 === 0 ? `Delivered-To: a${String(at)}@b.example` : `To: a${String(at)}@b.example`,
    );
    expect(inferred(many).recipients.length).toBeLessThanOrEqual(5000);
  });
});
