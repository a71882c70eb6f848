/** Whose SPF record counts: the envelope sender's domain, or the name of the host that brought a message of the null sender. */
import { describe, expect, it } from 'vitest';
import { envelopeSender, type EnvelopeSender } from '#core/headers/authentication/envelope-sender.ts';
import { parseHeader } from '#core/headers/parse.ts';

const RECEIVED =
  'Received: from out.stagecraft.example (unknown [203.0.113.40]) by mx.lumen.example with ESMTPS; Mon, 23 Nov 2026 09:15:18 +0100';

function of(known: string | null, ...lines: readonly string[]): EnvelopeSender {
  const bytes = new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n`);
  return envelopeSender(parseHeader(bytes), bytes, known);
}

describe('the domain whose SPF record counts', () => {
  it.each([
    ['of Return-Path', null, ['Return-Path: <lea@Stagecraft.example>', RECEIVED], 'stagecraft.example'],
    [
      'of MAIL FROM, where no server wrote it down',
      'lea@lumen.example',
      ['From: a@b.example'],
      'lumen.example',
    ],
    ['of the null sender is the host’s', null, ['Return-Path: <>', RECEIVED], 'out.stagecraft.example'],
    ['is not known without either', null, ['From: MAILER DAEMON <>'], ''],
  ])('%s', (_name, known, lines, domain) => {
    expect(of(known, ...lines).domain).toBe(domain);
  });

  it('stands beside the public address that brought the message', () => {
    expect(of(null, RECEIVED)).toMatchObject({ address: '203.0.113.40', helo: 'out.stagecraft.example' });
    expect(of(null, RECEIVED.replace('203.0.113.40', '192.168.1.23')).address).toBeNull();
  });
});
