import { describe, expect, it } from 'vitest';
import { addedBy } from '#core/headers/added-by.ts';
import { parseHeader } from '#core/headers/parse.ts';

function added(lines: readonly string[], archived = false) {
  const bytes = new TextEncoder().encode([...lines, '', ''].join('\r\n'));
  return addedBy(parseHeader(bytes), bytes, archived).map(({ by, because }) => `${by}, ${because}`);
}

const date = 'Mon, 23 Nov 2026 09:15:18 +0100';
const travelled = [
  'Return-Path: <a@x.example>',
  'X-Note: of the last one',
  `Received: from relay.example by last.example; ${date}`,
  'X-Note: of the relay',
  `Received: from first.example by relay.example; ${date}`,
  'X-Note: of the first',
  `Received: from laptop by first.example; ${date}`,
  'Authentication-Results: LAST.example; spf=pass',
  'Authentication-Results: elsewhere.example; spf=pass',
  'List-Id: <l.example>',
  'DKIM-Signature: v=1; d=x.example',
  'Subject: x',
  'no field',
];

describe('who added a field', () => {
  it('is told by the stamps around it, by names that only servers or lists write, and by a server’s own name', () => {
    expect(added(travelled)).toEqual([
      'delivery, delivery-name',
      'delivery, above-stamp',
      'delivery, stamp',
      'relay, above-stamp',
      'relay, stamp',
      'submission, above-stamp',
      'submission, stamp',
      'delivery, own-name',
      'submission, server-name',
      'list, list-name',
      'submission, signing',
      'composer, below-first',
      'nobody, no-field',
    ]);
  });

  it('points at the stamp that it was judged by', () => {
    const bytes = new TextEncoder().encode([...travelled, '', ''].join('\r\n'));
    const stamps = addedBy(parseHeader(bytes), bytes, false).map(({ stamp }) => stamp);
    expect(stamps).toEqual([null, 2, 2, 4, 4, 6, 6, 2, 6, null, 6, 6, null]);
  });

  it('is the composer for all that left this program, whatever its name', () => {
    expect(added(['List-Unsubscribe: <mailto:a@x.example>', 'Subject: x'], true)).toEqual([
      'composer, archived',
      'composer, archived',
    ]);
  });

  it('is the composer where no server has stamped it', () => {
    expect(added(['Subject: x', 'DKIM-Signature: v=1'])).toEqual([
      'composer, no-received',
      'composer, no-received',
    ]);
  });

  it('is the first server, where there is but one', () => {
    expect(added([`X-Note: a`, `Received: from a by b.example; ${date}`, 'To: c@d.example'])).toEqual([
      'submission, above-stamp',
      'submission, stamp',
      'composer, below-first',
    ]);
  });
});
