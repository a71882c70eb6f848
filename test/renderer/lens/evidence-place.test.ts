// Which field of the header tells what the envelope was: chosen there, it is marked in all views.
import { describe, expect, it } from 'vitest';
import { inferEnvelope } from '#core/headers/inferred-envelope.ts';
import { parseHeader } from '#core/headers/parse.ts';
import { evidencePlaces, returnPathPlace } from '#renderer/features/lens/envelope/evidence-place.ts';

const headerOf = (...lines: string[]) => {
  const bytes = new TextEncoder().encode([...lines, '', ''].join('\r\n'));
  return { bytes, parsed: parseHeader(bytes) };
};

const received = headerOf(
  'Received: from a.example',
  '\tby b.example; Mon, 23 Nov 2026 09:14:05 +0100',
  'Return-Path: <bounces@stagecraft.example>',
  'Delivered-To: dana@okafor.example',
  'From: lea@stagecraft.example',
);

describe('the fields that tell the envelope', () => {
  it('are named by their place among the items, however many lines stand before', () => {
    const { senders, recipients } = inferEnvelope(received.parsed, received.bytes);
    expect(senders.map((one) => evidencePlaces(received, one))).toEqual([[1]]);
    expect(recipients.map((one) => evidencePlaces(received, one))).toEqual([[2]]);
  });

  it('are none where an mbox’s From_ line alone tells it', () => {
    const header = headerOf('From: lea@stagecraft.example');
    const { senders } = inferEnvelope(header.parsed, header.bytes, 'lea@stagecraft.example');
    expect(senders.map((one) => evidencePlaces(header, one))).toEqual([[]]);
  });

  it('are Return-Path for mail that was sent, if it bears one', () => {
    expect(returnPathPlace(received)).toBe(1);
    expect(returnPathPlace(headerOf('From: lea@stagecraft.example'))).toBeUndefined();
  });
});
